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

    private final DatabaseClient database;
    private final PersonKeys keys;
    private final Scrub scrub;

    ErasureView(DatabaseClient database, PersonKeys keys, Scrub scrub) {
        this.database = database;
        this.keys = keys;
        this.scrub = scrub;
    }

    @Override
    public Mono<Void> apply(List<PatientEvent> events) {
        List<PatientEvent> erasures = events.stream()
                .filter(event -> event.change() instanceof Change.Erased)
                .toList();
        return erasures.isEmpty() ? Mono.empty() : note(erasures).then(afterCommit(erasures));
    }

    private Mono<Void> note(List<PatientEvent> erasures) {
        return database.sql("insert into scrub_due select unnest($1) on conflict do nothing")
                .bind(
                        0,
                        erasures.stream()
                                .map(event -> event.record().position())
                                .toArray(Long[]::new))
                .then();
    }

    private Mono<Void> afterCommit(List<PatientEvent> erasures) {
        List<UUID> patientIds = erasures.stream().map(PatientEvent::patientId).toList();
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
