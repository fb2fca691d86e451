package pms.query.encounter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.ViewDefinition;
import pms.query.patient.Change;
import pms.query.patient.ChangeDecoder;
import pms.query.patient.PatientEvent;
import pms.query.patient.PatientView;
import reactor.core.publisher.Mono;

/**
 * Keeps the table of encounters: one statement a batch for what began, what ended and who was erased. What brought a
 * patient stays where it is, sealed in the event that began the encounter.
 */
@Component
class EncounterView implements PatientView {

    static final String NAME = "encounters";

    private static final ViewDefinition DEFINITION =
            ViewDefinition.beside(EncounterView.class, NAME).saying("encounter", "select * from encounter");

    /** An encounter that waited among the dead letters until its patient was erased stays out. */
    private static final String INSERT = """
            insert into encounter
            select s.id, s.patient_id, s.class, s.started_at, null, s.start_position
              from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bigint[])
                   s(id, patient_id, class, started_at, start_position)
             where not exists (
               select from patient_event x where x.patient_id = s.patient_id and x.type = '%s')
            """.formatted(ChangeDecoder.ERASED);

    private static final String UPDATE = """
            update encounter e set ended_at = f.ended_at
              from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) f(id, patient_id, ended_at)
             where e.id = f.id and e.patient_id = f.patient_id
            """;

    private final DatabaseClient database;

    EncounterView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Optional<ViewDefinition> definition() {
        return Optional.of(DEFINITION);
    }

    /** An event with what it says. */
    private record Told<C extends Change>(PatientEvent event, C change) {

        private static <C extends Change> List<Told<C>> of(List<PatientEvent> events, Class<C> kind) {
            return events.stream()
                    .filter(event -> kind.isInstance(event.change()))
                    .map(event -> new Told<>(event, kind.cast(event.change())))
                    .toList();
        }

        private UUID patientId() {
            return event.patientId();
        }

        /** Nothing personal: it may end up in a log. */
        @Override
        public String toString() {
            return "Told";
        }
    }

    @Override
    public Mono<Void> apply(List<PatientEvent> events) {
        return start(Told.of(events, Change.EncounterStarted.class))
                .then(Mono.defer(() -> finish(Told.of(events, Change.EncounterFinished.class))))
                .then(Mono.defer(() -> erase(Told.of(events, Change.Erased.class))));
    }

    private Mono<Void> start(List<Told<Change.EncounterStarted>> started) {
        return started.isEmpty()
                ? Mono.empty()
                : database.sql(INSERT)
                        .bind(0, column(started, told -> told.change().encounterId()))
                        .bind(1, column(started, Told::patientId))
                        .bind(2, column(started, told -> told.change().encounterClass()))
                        .bind(3, column(started, told -> told.change().start()))
                        .bind(4, column(started, told -> told.event().record().position()))
                        .then();
    }

    private Mono<Void> finish(List<Told<Change.EncounterFinished>> finished) {
        return finished.isEmpty()
                ? Mono.empty()
                : database.sql(UPDATE)
                        .bind(0, column(finished, told -> told.change().encounterId()))
                        .bind(1, column(finished, Told::patientId))
                        .bind(2, column(finished, told -> told.change().end()))
                        .then();
    }

    private Mono<Void> erase(List<Told<Change.Erased>> erased) {
        return erased.isEmpty()
                ? Mono.empty()
                : database.sql("delete from encounter where patient_id = any($1::uuid[])")
                        .bind(0, column(erased, Told::patientId))
                        .then();
    }

    /** Arrays travel as text whatever their type; the statement says what they are. */
    private static <T> String[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
