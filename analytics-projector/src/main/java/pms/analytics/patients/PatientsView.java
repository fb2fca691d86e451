package pms.analytics.patients;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.view.Batch;
import pms.analytics.view.Tallies;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/**
 * Counts who enters and leaves each state on each day. The day is that of the event, for registrations as well: so all
 * states follow one clock, and nobody is deactivated before being there, whatever a registration says of its date.
 */
@Component
@Order(3)
class PatientsView implements View {
    static final String NAME = "patients";

    private static final ViewDefinition DEFINITION =
            ViewDefinition.beside(PatientsView.class, NAME).saying("patients_by_day", "select * from patients_by_day");
    private static final String COUNT = """
            insert into patients_by_day as days (day, state, entered, departed)
            select * from unnest($1::date[], $2::text[], $3::bigint[], $4::bigint[])
            on conflict (day, state) do update set
                entered = days.entered + excluded.entered, departed = days.departed + excluded.departed
            """;
    private static final int ENTERED = 0;
    private static final int DEPARTED = 1;

    private final DatabaseClient database;

    PatientsView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var moves = tally(batch);
        return moves.isEmpty()
                ? Mono.empty()
                : database.sql(COUNT)
                        .bind("$1", moves.groups(StateOnDay::day, new LocalDate[0]))
                        .bind("$2", moves.groups(in -> in.state().name(), new String[0]))
                        .bind("$3", moves.counts(ENTERED))
                        .bind("$4", moves.counts(DEPARTED))
                        .then();
    }

    private static Tallies<StateOnDay> tally(Batch batch) {
        var tallies = new Tallies<StateOnDay>(2);
        for (var change : batch.changes()) {
            for (var move : change.moves()) {
                tallies.add(StateOnDay.of(move.at(), move.to()), ENTERED, 1);
                if (move.from() != null) {
                    tallies.add(StateOnDay.of(move.at(), move.from()), DEPARTED, 1);
                }
            }
        }
        return tallies;
    }
}
