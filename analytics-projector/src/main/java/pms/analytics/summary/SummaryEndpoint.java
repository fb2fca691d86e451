package pms.analytics.summary;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import pms.projection.Projection;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/summary}. */
@RestController
class SummaryEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SELECT = """
            select patients, active_patients, accounts_opened, accounts_closed, encounters_started,
                   encounters_finished, in_house, events, updated_at,
                   coalesce((select position from projection_watermark where projection = $1), 0) as position
            from summary
            """;

    private final DatabaseClient database;
    private final LiveViews views;
    private final Projection projection;

    SummaryEndpoint(DatabaseClient database, LiveViews views, Projection projection) {
        this.database = database;
        this.views = views;
        this.projection = projection;
    }

    @GetMapping("/api/analytics/summary")
    Mono<Summary> summary() {
        return views.check(SummaryView.NAME)
                .then(Mono.defer(this::read))
                .timeout(TIMEOUT)
                .checkpoint("read the summary");
    }

    private Mono<Summary> read() {
        return database.sql(SELECT)
                .bind("$1", projection.name())
                .map(SummaryEndpoint::summary)
                .one();
    }

    private static Summary summary(Readable row) {
        var total = number(row, "patients");
        var active = number(row, "active_patients");
        return new Summary(
                new Summary.Patients(total, active, total - active),
                new Summary.Accounts(number(row, "accounts_opened"), number(row, "accounts_closed")),
                new Summary.Encounters(
                        number(row, "encounters_started"), number(row, "encounters_finished"), number(row, "in_house")),
                number(row, "events"),
                number(row, "position"),
                row.get("updated_at", Instant.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
