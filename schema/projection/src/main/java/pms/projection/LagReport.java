package pms.projection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how far a projection is behind: each minute while records have waited for longer than that, and once
 * when they no longer do. In JSON the line has {@code projection} and {@code lag} (records), by which a log group can make
 * a metric. One at a time may tell.
 */
final class LagReport {

    private static final Logger LOG = LoggerFactory.getLogger(LagReport.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final String projection;
    private @Nullable Duration toldAt;

    LagReport(String projection) {
        this.projection = projection;
    }

    /** After a look; whether it was said. */
    boolean tell(Lag lag) {
        boolean waits = lag.waiting().compareTo(EVERY) >= 0;
        boolean wasTold = toldAt != null;
        boolean isDue = toldAt == null || lag.lookedAt().minus(toldAt).compareTo(EVERY) >= 0;
        if (waits ? !isDue : !wasTold) {
            return false;
        }
        toldAt = waits ? lag.lookedAt() : null;
        LOG.atInfo()
                .addKeyValue("projection", projection)
                .addKeyValue("lag", lag.records())
                .log("{} is {} records behind", projection, lag.records());
        return true;
    }
}
