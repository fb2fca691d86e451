package pms.command.relay;

import org.apache.kafka.common.TopicPartition;

/** Kafka has put a record where one stood that it had acknowledged: from there on it has lost what it had. */
final class LostRecords extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient TopicPartition partition;
    private final long firstOffset;

    LostRecords(TopicPartition partition, long firstOffset) {
        super("%s has lost its records from offset %d on".formatted(partition, firstOffset));
        this.partition = partition;
        this.firstOffset = firstOffset;
    }

    TopicPartition partition() {
        return partition;
    }

    /** All below is there. */
    long firstOffset() {
        return firstOffset;
    }
}
