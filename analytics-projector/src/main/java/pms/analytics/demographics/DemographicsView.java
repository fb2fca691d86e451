package pms.analytics.demographics;

import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.patientfacts.Facts;
import pms.analytics.view.Batch;
import pms.analytics.view.Deltas;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** Counts active patients by birth year and gender, and by region. */
@Component
@Order(2)
class DemographicsView implements View {
    private static final ViewDefinition DEFINITION = ViewDefinition.beside(DemographicsView.class, "demographics")
            .saying(
                    "active_by_birth_year",
                    "select birth_year, gender, count from active_by_birth_year where count <> 0")
            .saying("active_by_region", "select region, count from active_by_region where count <> 0");
    private static final String COUNT_BIRTH_YEARS = """
            insert into active_by_birth_year as groups (birth_year, gender, count)
            select * from unnest($1::int[], $2::text[], $3::bigint[])
            on conflict (birth_year, gender) do update set count = groups.count + excluded.count
            """;
    private static final String COUNT_REGIONS = """
            insert into active_by_region as groups (region, count)
            select * from unnest($1::text[], $2::bigint[])
            on conflict (region) do update set count = groups.count + excluded.count
            """;

    private final DatabaseClient database;

    DemographicsView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var birthYears = Deltas.of(batch.changes(), Facts::active, BirthYearGroup::of);
        var regions = Deltas.of(batch.changes(), Facts::active, Facts::region);
        return countBirthYears(birthYears).then(Mono.defer(() -> countRegions(regions)));
    }

    private Mono<Void> countBirthYears(Deltas<BirthYearGroup> deltas) {
        if (deltas.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(COUNT_BIRTH_YEARS)
                .bind("$1", deltas.groups(BirthYearGroup::birthYear, new Integer[0]))
                .bind("$2", deltas.groups(group -> group.gender().name(), new String[0]))
                .bind("$3", deltas.counts())
                .then();
    }

    private Mono<Void> countRegions(Deltas<String> deltas) {
        if (deltas.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(COUNT_REGIONS)
                .bind("$1", deltas.groups(region -> region, new String[0]))
                .bind("$2", deltas.counts())
                .then();
    }
}
