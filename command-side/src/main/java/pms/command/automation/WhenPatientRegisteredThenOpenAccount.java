package pms.command.automation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.AppendConflict;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.Tags;
import pms.command.progress.Checkpoints;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens a billing account for each registered patient and records it. Both steps may be repeated without harm, so that
 * one account a patient comes out whatever breaks in between: billing opens one by patient, the log takes one event by
 * patient.
 */
final class WhenPatientRegisteredThenOpenAccount {

    static final String NAME = "account-opening";

    private final EventStore events;
    private final Checkpoints checkpoints;
    private final BillingClient billing;
    private final int maxInFlight;

    WhenPatientRegisteredThenOpenAccount(
            EventStore events, Checkpoints checkpoints, BillingClient billing, int maxInFlight) {
        this.events = events;
        this.checkpoints = checkpoints;
        this.billing = billing;
        this.maxInFlight = maxInFlight;
    }

    /** Follows the log until cancelled or failed; emits the positions that it has saved as done. */
    Flux<Long> run() {
        return checkpoints
                .load(NAME)
                .flatMapMany(after -> checkpoints.saveAsTheyCome(NAME, finished(after)))
                .checkpoint("account opening");
    }

    /** In order, so that all below an emitted position is finished. */
    private Flux<Long> finished(long after) {
        return events.tail(after).flatMapSequential(event -> react(event).thenReturn(event.position()), maxInFlight, 1);
    }

    private Mono<Void> react(StoredEvent event) {
        return event.type().equals(PatientCodec.REGISTERED) ? openAccount(event) : Mono.empty();
    }

    private Mono<Void> openAccount(StoredEvent registered) {
        UUID patientId = UUID.fromString(registered.subject());
        return billing.openAccount(patientId)
                .flatMap(accountId -> record(registered, new BillingAccountOpened(patientId, accountId)));
    }

    private Mono<Void> record(StoredEvent registered, BillingAccountOpened opened) {
        NewEvent event = new NewEvent(
                eventId(opened.patientId()),
                PatientCodec.typeOf(opened),
                registered.subject(),
                PatientCodec.encode(opened),
                metadata(registered),
                Tags.of(opened));
        return events.append(List.of(event), noneBefore(opened.patientId()))
                .then()
                .onErrorResume(AppendConflict.class, recordedBefore -> Mono.empty());
    }

    private static AppendCondition noneBefore(UUID patientId) {
        Criterion opened = new Criterion(Set.of(Tags.patient(patientId)), Set.of(PatientCodec.ACCOUNT_OPENED));
        return new AppendCondition(Criteria.anyOf(opened), 0);
    }

    /** The same at each try, so that an append whose answer was lost is not written twice. */
    private static UUID eventId(UUID patientId) {
        return UUID.nameUUIDFromBytes((NAME + ":" + patientId).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> metadata(StoredEvent cause) {
        return Map.of(
                "actor",
                NAME,
                "correlationid",
                cause.metadata().getOrDefault("correlationid", ""),
                "causationid",
                cause.id().toString());
    }
}
