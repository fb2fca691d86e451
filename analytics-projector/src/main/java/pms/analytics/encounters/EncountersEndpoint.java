package pms.analytics.encounters;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.encounters.Encounters.InBucket;
import pms.analytics.encounters.Encounters.LengthOfStay;
import pms.analytics.web.Days;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/encounters}: encounters by class and bucket, and how long they lasted. */
@RestController
class EncountersEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SELECT = """
            select date_trunc($1, day::timestamp)::date as bucket, class, sum(started)::bigint as started,
                   sum(finished)::bigint as finished
            from encounters_by_day
            where day between $2 and $3
            group by 1, 2
            order by 1, 2
            limit $4
            """;

    /** Counts are summed as int: a sum of bigint is numeric, which takes several times as long. */
    private static final String SELECT_LENGTHS = """
            with lengths as (
                select class, minutes, sum(count)::int as count
                from (select class, minutes, count from stay_length
                      where span = 'MONTH' and first_day between $1 and $2
                      union all
                      select class, minutes, count from stay_length
                      where span = 'DAY' and first_day between $3 and $4
                      union all
                      select class, minutes, count from stay_length
                      where span = 'DAY' and first_day between $5 and $6) as parts
                group by class, minutes),
            ranked as (
                select class, minutes, count, sum(count) over (partition by class order by minutes) as rank,
                       sum(count) over (partition by class) as total
                from lengths)
            select class, max(total) as count, sum(minutes * count)::bigint as minutes,
                   min(minutes) filter (where rank * 2 >= total) as median,
                   min(minutes) filter (where rank * 10 >= total * 9) as p90
            from ranked
            group by class
            """;

    private final DatabaseClient database;
    private final LiveViews views;

    EncountersEndpoint(DatabaseClient database, LiveViews views) {
        this.database = database;
        this.views = views;
    }

    @GetMapping(
            path = "/api/analytics/encounters",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Encounters> encounters(
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var days = Days.parse(bucket, from, to);
        return views.check(EncountersView.NAME)
                .then(Mono.zip(buckets(days), lengths(WholeMonths.of(days)), Encounters::of))
                .timeout(TIMEOUT)
                .checkpoint("count encounters");
    }

    private Mono<List<InBucket>> buckets(Days days) {
        return database.sql(SELECT)
                .bind("$1", days.bucket().field())
                .bind("$2", days.from())
                .bind("$3", days.to())
                .bind("$4", Days.MAX_BUCKETS + 1)
                .map(row -> new InBucket(
                        Objects.requireNonNull(row.get("bucket", LocalDate.class)),
                        encounterClass(row),
                        number(row, "started"),
                        number(row, "finished")))
                .all()
                .collectList()
                .map(Days::bounded);
    }

    private Mono<Map<EncounterClass, LengthOfStay>> lengths(WholeMonths months) {
        return database.sql(SELECT_LENGTHS)
                .bind("$1", months.first())
                .bind("$2", months.last())
                .bind("$3", months.daysFrom())
                .bind("$4", months.daysTo())
                .bind("$5", months.restFrom())
                .bind("$6", months.restTo())
                .map(row -> Map.entry(
                        encounterClass(row),
                        LengthOfStay.of(
                                number(row, "count"),
                                number(row, "minutes"),
                                number(row, "median"),
                                number(row, "p90"))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static EncounterClass encounterClass(Readable row) {
        return EncounterClass.valueOf(Objects.requireNonNull(row.get("class", String.class)));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
