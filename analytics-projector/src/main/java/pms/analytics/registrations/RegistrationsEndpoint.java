package pms.analytics.registrations;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.web.Days;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/registrations}: the buckets with registrations, the oldest first. */
@RestController
class RegistrationsEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SELECT = """
            select date_trunc($1, day::timestamp)::date as bucket, sum(count)::bigint as count
            from registrations_by_day
            where day between $2 and $3
            group by 1 having sum(count) > 0
            order by 1
            limit $4
            """;

    private final DatabaseClient database;
    private final LiveViews views;

    RegistrationsEndpoint(DatabaseClient database, LiveViews views) {
        this.database = database;
        this.views = views;
    }

    @GetMapping(
            path = "/api/analytics/registrations",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Registrations> registrations(
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var days = Days.parse(bucket, from, to);
        return views.check(RegistrationsView.NAME).then(Mono.defer(() -> count(days)));
    }

    private Mono<Registrations> count(Days days) {
        return database.sql(SELECT)
                .bind("$1", days.bucket().field())
                .bind("$2", days.from())
                .bind("$3", days.to())
                .bind("$4", Days.MAX_BUCKETS + 1)
                .map(row -> new Registrations.InBucket(
                        Objects.requireNonNull(row.get("bucket", LocalDate.class)),
                        Objects.requireNonNull(row.get("count", Long.class))))
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .map(found -> new Registrations(Days.bounded(found)))
                .checkpoint("count registrations");
    }
}
