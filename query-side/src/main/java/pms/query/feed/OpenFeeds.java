package pms.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import pms.query.web.Refusal;

/** Counts the feeds that are open in this instance. Thread-safe. */
@Component
class OpenFeeds {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Map<String, Integer> byUser = new HashMap<>();
    private final FeedSettings settings;
    private int all;

    OpenFeeds(FeedSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("pms.feed.clients", this, OpenFeeds::open)
                .description("Feeds that are open")
                .register(meters);
    }

    /** @throws Refusal when the user, or all users together, have as many open as may be */
    synchronized String open(String user) {
        if (byUser.getOrDefault(user, 0) >= settings.perUser()) {
            throw Refusal.overloaded(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "A user may have " + settings.perUser() + " feeds open.",
                    RETRY_AFTER);
        }
        if (all >= settings.inAll()) {
            throw Refusal.overloaded(HttpStatus.SERVICE_UNAVAILABLE, "Too many feeds are open here.", RETRY_AFTER);
        }
        all++;
        byUser.merge(user, 1, Integer::sum);
        return user;
    }

    synchronized void close(String user) {
        all--;
        byUser.computeIfPresent(user, (name, open) -> open == 1 ? null : open - 1);
    }

    private synchronized int open() {
        return all;
    }

    synchronized int openOf(String user) {
        return byUser.getOrDefault(user, 0);
    }
}
