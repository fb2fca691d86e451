package pms.analytics.accountopenings;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.accountopenings.AccountOpenings.InBucket;
import pms.analytics.accountopenings.AccountOpenings.Waits;
import pms.analytics.web.Bucket;
import pms.analytics.web.Days;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/account-openings}: how long patients waited for their accounts, and how many wait. */
@RestController
@SuppressWarnings("InlineFormatString") // statements are read better one beside the other
class AccountOpeningsEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String DAYS = """
            select day as bucket, millis, count, longest
            from account_openings_by_day
            where day between $1 and $2
            """;

    /** Counts are summed as int: a sum of bigint is numeric, and slow. */
    private static final String LONGER = """
            select date_trunc('%s', day::timestamp)::date as bucket, millis, sum(count)::int as count,
                   max(longest) as longest
            from account_openings_by_day
            where day between $1 and $2
            group by 1, millis
            """;

    /**
     * The line without a bucket is the whole range. A day is a bucket as it stands, in the order of the index: nothing is
     * grouped nor sorted for it.
     */
    private static final String SELECT = """
            with ranked as (
                select bucket, millis, longest, sum(count) over (partition by bucket order by millis) as rank,
                       sum(count) over (partition by bucket) as total
                from (%s) as waits
                union all
                select null, millis, longest, sum(count) over (order by millis), sum(count) over ()
                from (select millis, sum(count)::int as count, max(longest) as longest
                      from account_openings_by_day
                      where day between $1 and $2
                      group by millis) as whole)
            select bucket, max(total) as count, max(longest) as longest,
                   min(millis) filter (where rank * 2 >= total) as median,
                   min(millis) filter (where rank * 20 >= total * 19) as p95
            from ranked
            group by bucket
            order by bucket nulls first
            limit $3
            """;

    private static final String SELECT_WAITING = "select count(*) from awaiting_account";

    private final DatabaseClient database;
    private final LiveViews views;

    AccountOpeningsEndpoint(DatabaseClient database, LiveViews views) {
        this.database = database;
        this.views = views;
    }

    private record Line(@Nullable LocalDate bucket, long count, long median, long p95, long longest) {
        static Line of(Readable row) {
            return new Line(
                    row.get("bucket", LocalDate.class),
                    number(row, "count"),
                    Wait.middle(number(row, "median")),
                    Wait.middle(number(row, "p95")),
                    number(row, "longest"));
        }

        private static long number(Readable row, String column) {
            return Objects.requireNonNull(row.get(column, Long.class), column);
        }
    }

    @GetMapping(
            path = "/api/analytics/account-openings",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<AccountOpenings> openings(
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var days = Days.parse(bucket, from, to);
        return views.check(AccountOpeningsView.NAME)
                .then(Mono.zip(waiting(), lines(days), AccountOpeningsEndpoint::answer))
                .timeout(TIMEOUT)
                .checkpoint("count account openings");
    }

    private Mono<Long> waiting() {
        return database.sql(SELECT_WAITING)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** One more than an answer may have, and the whole range. */
    private Mono<List<Line>> lines(Days days) {
        var waits = days.bucket() == Bucket.DAY
                ? DAYS
                : LONGER.formatted(days.bucket().field());
        return database.sql(SELECT.formatted(waits))
                .bind("$1", days.from())
                .bind("$2", days.to())
                .bind("$3", Days.MAX_BUCKETS + 2)
                .map(Line::of)
                .all()
                .collectList();
    }

    private static AccountOpenings answer(long waiting, List<Line> lines) {
        if (lines.isEmpty()) {
            return new AccountOpenings(waiting, Waits.NONE, List.of());
        }
        var all = lines.getFirst();
        return new AccountOpenings(
                waiting,
                new Waits(all.count(), bounded(all.median(), all), bounded(all.p95(), all), all.longest()),
                Days.bounded(lines.subList(1, lines.size())).stream()
                        .map(AccountOpeningsEndpoint::bucket)
                        .toList());
    }

    private static InBucket bucket(Line line) {
        return new InBucket(
                Objects.requireNonNull(line.bucket()),
                line.count(),
                bounded(line.median(), line),
                bounded(line.p95(), line),
                line.longest());
    }

    /** The middle of those that count as equal may lie above the longest of them. */
    private static long bounded(long millis, Line line) {
        return Math.min(millis, line.longest());
    }
}
