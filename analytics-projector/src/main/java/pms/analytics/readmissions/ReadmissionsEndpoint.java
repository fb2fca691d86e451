package pms.analytics.readmissions;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.web.Bucket;
import pms.analytics.web.Days;
import pms.analytics.web.InvalidParameter;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/analytics/readmissions}: inpatient stays that ended, and how many were followed by another one of the
 * same patient within 30 days, or as many as are asked for.
 *
 * <p>The CMS 30-day readmission, for all causes, without its rules about planned stays and about transfers to other
 * hospitals. {@link Gap} says what follows what. Stays of erased patients are in neither number.
 */
@RestController
class ReadmissionsEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int USUAL_DAYS = 30;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");
    private static final String SELECT = """
            select date_trunc($1, day::timestamp)::date as bucket, sum(count)::bigint as ended,
                   coalesce(sum(count) filter (where gap_days between 1 and $5), 0)::bigint as readmitted
            from readmissions_by_day
            where day between $2 and $3
            group by 1 having sum(count) > 0
            order by 1
            limit $4
            """;

    private final DatabaseClient database;
    private final LiveViews views;

    ReadmissionsEndpoint(DatabaseClient database, LiveViews views) {
        this.database = database;
        this.views = views;
    }

    @GetMapping(
            path = "/api/analytics/readmissions",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Readmissions> readmissions(
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String days) {
        var range = Days.parse(Bucket.MONTH, bucket, from, to);
        int within = number(days);
        return views.check(ReadmissionsView.NAME).then(Mono.defer(() -> count(range, within)));
    }

    private Mono<Readmissions> count(Days days, int within) {
        return database.sql(SELECT)
                .bind("$1", days.bucket().field())
                .bind("$2", days.from())
                .bind("$3", days.to())
                .bind("$4", Days.MAX_BUCKETS + 1)
                .bind("$5", within)
                .map(row -> Readmissions.InBucket.of(
                        Objects.requireNonNull(row.get("bucket", LocalDate.class)),
                        number(row, "ended"),
                        number(row, "readmitted")))
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .map(found -> new Readmissions(Days.bounded(found)))
                .checkpoint("count readmissions");
    }

    private static int number(@Nullable String days) {
        if (days == null) {
            return USUAL_DAYS;
        }
        if (NUMBER.matcher(days).matches()) {
            var number = Integer.parseInt(days);
            if (number <= Gap.MOST) {
                return number;
            }
        }
        throw new InvalidParameter("days", "days must be a whole number from 1 to " + Gap.MOST);
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
