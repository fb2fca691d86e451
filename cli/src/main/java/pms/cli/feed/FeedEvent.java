package pms.cli.feed;

/**
 * One event of the feed.
 *
 * @param type the event's name
 * @param data JSON in one line
 */
record FeedEvent(long position, String type, String data) {
    /** Nothing personal. */
    @Override
    public String toString() {
        return "FeedEvent[position=" + position + ", type=" + type + "]";
    }
}
