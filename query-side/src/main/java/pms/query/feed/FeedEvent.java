package pms.query.feed;

import java.util.UUID;

/**
 * An event as the feed shows it; made once and shared by all open feeds.
 *
 * @param type the event's name without its package
 * @param data JSON
 */
record FeedEvent(long position, UUID patientId, String type, String data) {}
