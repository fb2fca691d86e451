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
import pms.command.patient.PatientEvent;
import pms.command.patient.Tags;
import reactor.core.publisher.Mono;

/** Records what became of a patient's account: one event of a type a patient, however often it is recorded. */
final class AccountLog {

    /** Appends at a time for one follower; those that wait together share a commit. */
    static final int MAX_IN_FLIGHT = 64;

    private final EventStore events;

    AccountLog(EventStore events) {
        this.events = events;
    }

    /**
     * Appends the event, if there is none of its type for the patient.
     *
     * @param automation that caused it
     * @param cause what it reacted to
     */
    Mono<Void> record(String automation, StoredEvent cause, PatientEvent event) {
        String type = PatientCodec.typeOf(event);
        NewEvent fresh = new NewEvent(
                eventId(automation, event.patientId()),
                type,
                cause.subject(),
                PatientCodec.encode(event),
                metadata(automation, cause),
                Tags.of(event));
        Criterion same = new Criterion(Set.of(Tags.patient(event.patientId())), Set.of(type));
        return events.append(List.of(fresh), new AppendCondition(Criteria.anyOf(same), 0))
                .then()
                .onErrorResume(AppendConflict.class, recordedBefore -> Mono.empty());
    }

    /** The same at each try, so that an append whose answer was lost is not written twice. */
    private static UUID eventId(String automation, UUID patientId) {
        return UUID.nameUUIDFromBytes((automation + ":" + patientId).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> metadata(String automation, StoredEvent cause) {
        return Map.of(
                "actor",
                automation,
                "correlationid",
                cause.metadata().getOrDefault("correlationid", ""),
                "causationid",
                cause.id().toString());
    }
}
