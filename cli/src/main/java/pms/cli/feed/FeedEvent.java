package pms.cli.feed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event of the feed.
 *
 * @param type the event's name
 * @param data JSON in one line
 */
record FeedEvent(long position, String type, String data) {
    JsonNode json() {
        return JsonMapper.shared().readTree(data);
    }

    /** Nothing personal. */
    @Override
    public String toString() {
        return "FeedEvent[position=" + position + ", type=" + type + "]";
    }
}
