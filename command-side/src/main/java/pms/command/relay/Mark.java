package pms.command.relay;

import org.apache.kafka.common.TopicPartition;

/**
 * The last record of a partition that Kafka acknowledged to a relay.
 *
 * @param topicId Kafka's id of the topic; one that was made anew under the same name has another
 * @param position of the event that the record is about
 */
record Mark(TopicPartition partition, String topicId, long offset, long position) {}
