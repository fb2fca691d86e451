package pms.analytics.readmissions;

import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.view.Batch;
import pms.analytics.view.Deltas;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/**
 * Counts inpatient stays by the day that they ended on and the time to the patient's next one. A stay that becomes known
 * late changes that time for the one before it, so all stays of a patient of whom something changes are looked at again.
 */
@Component
@Order(6)
class ReadmissionsView implements View {
    static final String NAME = "readmissions";

    private static final ViewDefinition DEFINITION = ViewDefinition.beside(ReadmissionsView.class, NAME)
            .saying("inpatient_stay", "select * from inpatient_stay")
            .saying("readmissions_by_day", "select * from readmissions_by_day");
    private static final String COUNT = """
            insert into readmissions_by_day as days (day, gap_days, count)
            select * from unnest($1::date[], $2::int[], $3::bigint[])
            on conflict (day, gap_days) do update set count = days.count + excluded.count
            """;
    private static final String DELETE_EMPTY =
            "delete from readmissions_by_day where count = 0 and day = any($1::date[])";

    private final DatabaseClient database;
    private final StayTable stays;

    ReadmissionsView(DatabaseClient database, StayTable stays) {
        this.database = database;
        this.stays = stays;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var fold = StaysFold.of(batch);
        return fold.isEmpty() ? Mono.empty() : stays.of(fold.patientIds()).flatMap(before -> apply(fold, before));
    }

    private Mono<Void> apply(StaysFold fold, List<Stay> before) {
        var deltas = new Deltas<>(fold.changes(before));
        return stays.write(fold.rows())
                .then(Mono.defer(() -> stays.delete(fold.erased())))
                .then(Mono.defer(() -> count(deltas)))
                .then(Mono.defer(() -> deleteEmpty(deltas.shrinking())));
    }

    private Mono<Void> count(Deltas<Gap> deltas) {
        return deltas.isEmpty()
                ? Mono.empty()
                : database.sql(COUNT)
                        .bind("$1", deltas.groups(Gap::day, new LocalDate[0]))
                        .bind("$2", deltas.groups(Gap::days, new Integer[0]))
                        .bind("$3", deltas.counts())
                        .then();
    }

    private Mono<Void> deleteEmpty(Deltas<Gap> shrinking) {
        return shrinking.isEmpty()
                ? Mono.empty()
                : database.sql(DELETE_EMPTY)
                        .bind("$1", shrinking.groups(Gap::day, new LocalDate[0]))
                        .then();
    }
}
