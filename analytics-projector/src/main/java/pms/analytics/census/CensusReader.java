package pms.analytics.census;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.census.CensusSeries.Change;
import pms.analytics.encounterfacts.EncounterClass;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads who was there: the sums up to the midnight before, and what happened since. */
@Component
class CensusReader {
    private static final String SELECT_AT = """
            select class, sum(change)::bigint as change
            from (select class, came - gone as change from census_by_midnight where midnight <= $1
                  union all
                  select class, came - gone from census_movement where moment > $2 and moment <= $3) as changes
            group by class
            """;

    private static final String SELECT_DAYS = """
            select greatest(midnight, $1) as midnight, class, sum(came - gone)::bigint as change
            from census_by_midnight
            where midnight <= $2
            group by 1, 2
            """;

    /** Up to the full hour at or after the moment. */
    private static final String SELECT_HOURS = """
            select date_bin('1 hour', moment - interval '1 microsecond', timestamptz 'epoch') + interval '1 hour' as hour,
                   class, sum(came - gone)::bigint as change
            from census_movement
            where moment > $1 and moment <= $2
            group by 1, 2
            """;

    private final DatabaseClient database;
    private final LiveViews views;

    CensusReader(DatabaseClient database, LiveViews views) {
        this.database = database;
        this.views = views;
    }

    Mono<Census> at(Instant at) {
        return views.check(CensusView.NAME)
                .then(Mono.defer(() -> changesUpTo(at)))
                .map(counts -> Census.of(at, counts))
                .checkpoint("count who is there");
    }

    private Mono<Map<EncounterClass, Long>> changesUpTo(Instant at) {
        var midnight = Midnights.before(at);
        return database.sql(SELECT_AT)
                .bind("$1", midnight)
                .bind("$2", Midnights.at(midnight))
                .bind("$3", at)
                .map(row -> Map.entry(encounterClass(row), change(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<CensusSeries> series(CensusRange range) {
        var changes = range.isHourly()
                ? Flux.concat(midnights(range.first(), range.first()), hours(range))
                : midnights(range.first(), range.last());
        return views.check(CensusView.NAME)
                .thenMany(changes)
                .collectList()
                .map(found -> CensusSeries.of(range, found))
                .checkpoint("count who was there");
    }

    private Flux<Change> midnights(Instant first, Instant last) {
        return database.sql(SELECT_DAYS)
                .bind("$1", Midnights.before(first))
                .bind("$2", Midnights.before(last))
                .map(row -> new Change(
                        Midnights.at(Objects.requireNonNull(row.get("midnight", LocalDate.class))),
                        encounterClass(row),
                        change(row)))
                .all();
    }

    private Flux<Change> hours(CensusRange range) {
        return database.sql(SELECT_HOURS)
                .bind("$1", range.first())
                .bind("$2", range.last())
                .map(row -> new Change(
                        Objects.requireNonNull(row.get("hour", Instant.class)), encounterClass(row), change(row)))
                .all();
    }

    private static EncounterClass encounterClass(Readable row) {
        return EncounterClass.valueOf(Objects.requireNonNull(row.get("class", String.class)));
    }

    private static long change(Readable row) {
        return Objects.requireNonNull(row.get("change", Long.class));
    }
}
