package pms.query.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the feed.
 *
 * @param keepAlive how often an open feed gets a comment
 * @param recent how many of the last events are kept in memory, shared by all open feeds
 * @param page how many events are read from the database at once
 * @param pagesInAll how many clients that have fallen behind may have such a page in memory at once
 * @param perUser how many feeds one user may have open
 * @param inAll how many feeds may be open in this instance
 * @param patience how long a client may take nothing while there is something for it
 */
@ConfigurationProperties("pms.feed")
record FeedSettings(
        @DefaultValue("15s") Duration keepAlive,
        @DefaultValue("256") int recent,
        @DefaultValue("50") int page,
        @DefaultValue("200") int pagesInAll,
        @DefaultValue("100") int perUser,
        @DefaultValue("2000") int inAll,
        @DefaultValue("10s") Duration patience) {}
