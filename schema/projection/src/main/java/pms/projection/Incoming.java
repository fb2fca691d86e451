package pms.projection;

import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, and what could be read of it.
 *
 * @param position 0 when it has none
 * @param event null when it can't be applied; then there is a reason
 * @param edition of the topic that it is of
 * @param trace of the fault that it met; empty where there was none
 */
record Incoming(
        ConsumerRecord<String, byte[]> source,
        long position,
        @Nullable String subject,
        @Nullable EventRecord event,
        @Nullable String reason,
        String trace,
        long edition) {

    /** Never fails: what can't be read comes out as poison, with its position and subject where these are readable. */
    static Incoming of(ConsumerRecord<String, byte[]> source, RecordReader reader) {
        return of(source, reader, reader.position(source));
    }

    /** @param position as the reader says, where that was asked before */
    static Incoming of(ConsumerRecord<String, byte[]> source, RecordReader reader, long position) {
        String subject = reader.subject(source);
        long edition = Edition.of(source);
        try {
            return new Incoming(source, position, subject, reader.event(source), null, "", edition);
        } catch (UnreadableRecord unreadable) {
            return new Incoming(source, position, subject, null, unreadable.getMessage(), "", edition);
        }
    }

    /** With what the projection makes of the event before it is applied; what it can't read it will meet again then. */
    Incoming decoded(Function<EventRecord, @Nullable Object> decode) {
        if (event == null) {
            return this;
        }
        try {
            return new Incoming(source, position, subject, event.decoded(decode.apply(event)), reason, trace, edition);
        } catch (UnreadableRecord later) {
            return this;
        }
    }

    /** In little memory, to wait its turn: what was read of the headers is enough for nearly all records. */
    Incoming packed() {
        var smaller = new ConsumerRecord<>(
                source.topic(),
                source.partition(),
                source.offset(),
                source.timestamp(),
                source.timestampType(),
                source.serializedKeySize(),
                source.serializedValueSize(),
                source.key(),
                source.value(),
                PackedHeaders.of(source.headers()),
                source.leaderEpoch());
        return new Incoming(smaller, position, subject, event, reason, trace, edition);
    }

    /** @param where the trace of the fault; empty where there was none */
    Incoming poisoned(String why, String where) {
        return new Incoming(source, position, subject, null, why, where, edition);
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
