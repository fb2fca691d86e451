package pms.e2e.faults.truth;

/**
 * A record of the events' topic.
 *
 * @param position what its header says
 * @param content a hash of its value
 */
public record TopicRecord(int partition, long offset, String key, String id, long position, String content) {}
