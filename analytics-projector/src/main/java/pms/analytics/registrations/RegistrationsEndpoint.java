package pms.analytics.registrations;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.web.InvalidParameter;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/registrations}: the buckets with registrations, the oldest first. */
@RestController
class RegistrationsEndpoint {
    private static final int MAX_BUCKETS = 5_000;
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

    @GetMapping("/api/analytics/registrations")
    Mono<List<Registrations>> registrations(
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var query = RegistrationsQuery.parse(bucket, from, to);
        return views.check("registrations").then(Mono.defer(() -> count(query)));
    }

    private Mono<List<Registrations>> count(RegistrationsQuery query) {
        return database.sql(SELECT)
                .bind("$1", query.bucket().field())
                .bind("$2", query.from())
                .bind("$3", query.to())
                .bind("$4", MAX_BUCKETS + 1)
                .map(row -> new Registrations(
                        Objects.requireNonNull(row.get("bucket", LocalDate.class)),
                        Objects.requireNonNull(row.get("count", Long.class))))
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .doOnNext(RegistrationsEndpoint::checkBound)
                .checkpoint("count registrations");
    }

    private static void checkBound(List<Registrations> found) {
        if (found.size() > MAX_BUCKETS) {
            throw new InvalidParameter(
                    "from", "these are more than %d buckets; narrow the range".formatted(MAX_BUCKETS));
        }
    }
}
