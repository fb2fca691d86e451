package pms.query.feed;

import java.util.function.Supplier;

/**
 * Up to where there are events.
 *
 * @param recent the last events as they are when it is asked, which may reach further by then; what it answers is not
 *     to be kept for a client, who may be slow: that would keep what all others have let go
 */
record Reach(long upTo, Supplier<Recent> recent) {}
