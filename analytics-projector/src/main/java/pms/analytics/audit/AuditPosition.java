package pms.analytics.audit;

import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.projection.FollowerPosition;
import reactor.core.publisher.Mono;

/** The last event whose entry is in the log: entries of events come in the order of their positions. */
record AuditPosition(DatabaseClient database) implements FollowerPosition {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String LAST =
            "select coalesce(max(event_position), 0) from audit_entry where event_position > 0";

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Mono<Long> position() {
        return database.sql(LAST)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .timeout(TIMEOUT);
    }
}
