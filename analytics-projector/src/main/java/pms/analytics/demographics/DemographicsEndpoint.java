package pms.analytics.demographics;

import java.time.Clock;
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
import pms.analytics.demographics.Demographics.RegionCount;
import pms.analytics.patientfacts.Facts;
import pms.analytics.web.Days;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/demographics}. */
@RestController
class DemographicsEndpoint {
    private static final int MAX_REGIONS = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SELECT_BIRTH_YEARS =
            "select birth_year, gender, count from active_by_birth_year where count > 0";
    private static final String SELECT_REGIONS = """
            select coalesce(nullif(region, ''), 'unknown') as name, sum(count)::bigint as count from active_by_region
            where count > 0
            group by 1 order by 2 desc, 1 limit $1
            """;

    private final DatabaseClient database;
    private final LiveViews views;
    private final Clock clock;

    DemographicsEndpoint(DatabaseClient database, LiveViews views, Clock clock) {
        this.database = database;
        this.views = views;
        this.clock = clock;
    }

    /** @param on the day that ages are of; usually today */
    @GetMapping(
            path = "/api/analytics/demographics",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Demographics> demographics(@RequestParam(required = false) @Nullable String on) {
        var day = Days.date("on", on, LocalDate.now(clock));
        return views.check(DemographicsView.NAME)
                .then(Mono.zip(birthYears(), regions(), (years, found) -> demographics(day, years, found)))
                .timeout(TIMEOUT)
                .checkpoint("count demographics");
    }

    private static Demographics demographics(
            LocalDate day, Map<BirthYearGroup, Long> birthYears, List<RegionCount> regions) {
        return new Demographics(day, AgeBand.of(birthYears, day.getYear()), regions);
    }

    private Mono<Map<BirthYearGroup, Long>> birthYears() {
        return database.sql(SELECT_BIRTH_YEARS)
                .map(row -> Map.entry(
                        new BirthYearGroup(
                                present(row.get("birth_year", Integer.class)),
                                Facts.Gender.valueOf(present(row.get("gender", String.class)))),
                        present(row.get("count", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<List<RegionCount>> regions() {
        return database.sql(SELECT_REGIONS)
                .bind("$1", MAX_REGIONS)
                .map(row ->
                        new RegionCount(present(row.get("name", String.class)), present(row.get("count", Long.class))))
                .all()
                .collectList();
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
