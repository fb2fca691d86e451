package pms.analytics.registrations;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.patientfacts.Facts;
import pms.analytics.view.Batch;
import pms.analytics.view.Deltas;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** Counts registrations by the day that the patient was registered on. A deactivated or erased patient was registered too. */
@Component
@Order(1)
class RegistrationsView implements View {
    static final String NAME = "registrations";

    private static final ViewDefinition DEFINITION = ViewDefinition.beside(RegistrationsView.class, NAME)
            .saying("registrations_by_day", "select day, count from registrations_by_day where count <> 0");
    private static final String COUNT = """
            insert into registrations_by_day as days (day, count)
            select * from unnest($1::date[], $2::bigint[])
            on conflict (day) do update set count = days.count + excluded.count
            """;

    private static final String DELETE_EMPTY =
            "delete from registrations_by_day where count = 0 and day = any($1::date[])";

    private final DatabaseClient database;

    RegistrationsView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var deltas = Deltas.of(batch.changes(), facts -> true, Facts::registeredDate);
        return deltas.isEmpty() ? Mono.empty() : count(deltas).then(Mono.defer(() -> deleteEmpty(deltas.shrinking())));
    }

    private Mono<Void> count(Deltas<LocalDate> deltas) {
        return database.sql(COUNT)
                .bind("$1", deltas.groups(day -> day, new LocalDate[0]))
                .bind("$2", deltas.counts())
                .then();
    }

    private Mono<Void> deleteEmpty(Deltas<LocalDate> shrinking) {
        return shrinking.isEmpty()
                ? Mono.empty()
                : database.sql(DELETE_EMPTY)
                        .bind("$1", shrinking.groups(day -> day, new LocalDate[0]))
                        .then();
    }
}
