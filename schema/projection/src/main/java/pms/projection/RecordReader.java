package pms.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Says how the records of a topic are read. */
public interface RecordReader {

    /** The record's place in the order of all; 0 when it can't be read. Never fails. */
    long position(ConsumerRecord<String, byte[]> source);

    /** What must wait when this record can't be applied; null when nothing must. Never fails. */
    @Nullable
    String subject(ConsumerRecord<String, byte[]> source);

    /** Whether the positions are those of the topic, so that they begin anew with it. */
    default boolean positionsAreOffsets() {
        return false;
    }

    /**
     * What the record says.
     *
     * @throws UnreadableRecord when there is no sense in it
     */
    EventRecord event(ConsumerRecord<String, byte[]> source);
}
