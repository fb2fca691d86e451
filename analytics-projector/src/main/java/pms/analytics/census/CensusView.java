package pms.analytics.census;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.view.Batch;
import pms.analytics.view.Tallies;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** Keeps who came and went when, and the sums of it by midnight. No row says who it was. */
@Component
@Order(5)
class CensusView implements View {
    static final String NAME = "census";

    private static final ViewDefinition DEFINITION = ViewDefinition.beside(CensusView.class, NAME)
            .saying("census_movement", "select * from census_movement")
            .saying("census_by_midnight", "select * from census_by_midnight");
    private static final String MOVE = """
            insert into census_movement as movements (moment, class, came, gone)
            select * from unnest($1::timestamptz[], $2::text[], $3::bigint[], $4::bigint[])
            on conflict (moment, class) do update set
                came = movements.came + excluded.came, gone = movements.gone + excluded.gone
            """;
    private static final String COUNT = """
            insert into census_by_midnight as midnights (midnight, class, came, gone)
            select * from unnest($1::date[], $2::text[], $3::bigint[], $4::bigint[])
            on conflict (midnight, class) do update set
                came = midnights.came + excluded.came, gone = midnights.gone + excluded.gone
            """;
    private static final int CAME = 0;
    private static final int GONE = 1;

    private final DatabaseClient database;

    CensusView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var movements = new Tallies<Movement>(2);
        var midnights = new Tallies<Movement>(2);
        for (var change : batch.encounters()) {
            var movement = new Movement(momentOf(change), change.start().encounterClass());
            var counter = change instanceof EncounterChange.Started ? CAME : GONE;
            movements.add(movement, counter, 1);
            midnights.add(movement.byMidnight(), counter, 1);
        }
        return movements.isEmpty() ? Mono.empty() : move(movements).then(Mono.defer(() -> count(midnights)));
    }

    private static Instant momentOf(EncounterChange change) {
        return switch (change) {
            case EncounterChange.Started started -> started.start().startedAt();
            case EncounterChange.Finished finished -> finished.endedAt();
            case EncounterChange.Abandoned abandoned -> abandoned.at();
        };
    }

    private Mono<Void> move(Tallies<Movement> movements) {
        return database.sql(MOVE)
                .bind("$1", movements.groups(Movement::moment, new Instant[0]))
                .bind("$2", movements.groups(CensusView::className, new String[0]))
                .bind("$3", movements.counts(CAME))
                .bind("$4", movements.counts(GONE))
                .then();
    }

    private Mono<Void> count(Tallies<Movement> midnights) {
        return database.sql(COUNT)
                .bind("$1", midnights.groups(movement -> Midnights.before(movement.moment()), new LocalDate[0]))
                .bind("$2", midnights.groups(CensusView::className, new String[0]))
                .bind("$3", midnights.counts(CAME))
                .bind("$4", midnights.counts(GONE))
                .then();
    }

    private static String className(Movement movement) {
        EncounterClass encounterClass = movement.encounterClass();
        return encounterClass.name();
    }
}
