package pms.query.erasure;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import pms.query.keys.PersonKeys;
import pms.query.patient.Change;
import pms.query.patient.PatientEvent;
import pms.query.patient.PatientView;
import reactor.core.publisher.Mono;

/** Notes, with the erasure itself, that a scrub is due; and after the commit forgets keys and asks for the scrub. */
@Component
class ErasureView implements PatientView {

    /**
     * A generation that is being built has never had rows of those who were erased before it was begun: their keys were
     * gone. An hour is left for clocks.
     */
    private static final String NOTE = """
            insert into scrub_due select e.position from unnest($1::bigint[], $2::text[]::timestamptz[]) e(position, at)
             where current_schema() = 'views'
                or e.at > (select max(created_at) - interval '1 hour' from rebuild where state = 'RUNNING')
            on conflict do nothing
            """;

    private final DatabaseClient database;
    private final OtherGenerations others;
    private final PersonKeys keys;
    private final Scrub scrub;

    ErasureView(DatabaseClient database, PersonKeys keys, Scrub scrub) {
        this.database = database;
        this.others = new OtherGenerations(database);
        this.keys = keys;
        this.scrub = scrub;
    }

    @Override
    public Mono<Void> apply(List<PatientEvent> events) {
        List<PatientEvent> erasures = events.stream()
                .filter(event -> event.change() instanceof Change.Erased)
                .toList();
        return erasures.isEmpty()
                ? Mono.empty()
                : note(erasures)
                        .then(Mono.defer(() -> others.erase(patients(erasures))))
                        .then(afterCommit(erasures));
    }

    private Mono<Void> note(List<PatientEvent> erasures) {
        return database.sql(NOTE)
                .bind(
                        0,
                        erasures.stream()
                                .map(event -> event.record().position())
                                .toArray(Long[]::new))
                .bind(
                        1,
                        erasures.stream()
                                .map(event -> event.record().time().toString())
                                .toArray(String[]::new))
                .then();
    }

    private static List<UUID> patients(List<PatientEvent> erasures) {
        return erasures.stream().map(PatientEvent::patientId).toList();
    }

    private Mono<Void> afterCommit(List<PatientEvent> erasures) {
        List<UUID> patientIds = patients(erasures);
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> {
                            patientIds.forEach(keys::erased);
                            scrub.soon();
                        });
                    }
                }))
                .then();
    }
}
