package pms.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, and what could be read of it.
 *
 * @param position 0 when it has none
 * @param event null when it can't be applied; then there is a reason
 * @param incarnation which making of the topic it is of; empty when it does not say
 * @param trace of the fault that it met; empty where there was none
 */
record Incoming(
        ConsumerRecord<String, byte[]> source,
        long position,
        @Nullable String subject,
        @Nullable EventRecord event,
        @Nullable String reason,
        String trace,
        String incarnation) {

    /** Never fails: what can't be read comes out as poison, with its position and subject where these are readable. */
    static Incoming of(ConsumerRecord<String, byte[]> source, RecordReader reader) {
        long position = reader.position(source);
        String subject = reader.subject(source);
        String incarnation = reader.incarnation(source);
        try {
            return new Incoming(source, position, subject, reader.event(source), null, "", incarnation);
        } catch (UnreadableRecord unreadable) {
            return new Incoming(source, position, subject, null, unreadable.getMessage(), "", incarnation);
        }
    }

    /** @param where the trace of the fault; empty where there was none */
    Incoming poisoned(String why, String where) {
        return new Incoming(source, position, subject, null, why, where, incarnation);
    }

    boolean isPoison() {
        return event == null;
    }

    int partition() {
        return source.partition();
    }

    long nextOffset() {
        return source.offset() + 1;
    }

    /** Without the record: it may end up in a log. */
    @Override
    public String toString() {
        return "Incoming[position=" + position + ", subject=" + subject + "]";
    }
}
