package pms.command.handling;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import pms.command.axon.EventCodec;
import pms.command.axon.StoreTags;
import pms.command.eventstore.EventIds;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent;
import pms.command.sealing.DataKey;
import reactor.core.publisher.Mono;

/** Patient events as Axon's messages, and as what the store keeps: with persons sealed. */
final class PatientMessages implements EventCodec {

    private final SealedEvents sealed;

    PatientMessages(SealedEvents sealed) {
        this.sealed = sealed;
    }

    /** An event that is about to be appended, with the tags that it has in its situation. */
    static EventMessage outgoing(PatientEvent event, Set<String> tags, Map<String, String> metadata, Instant now) {
        return new GenericEventMessage(
                EventIds.next().toString(), typeOf(event), new Tagged(event, tags), metadata, now);
    }

    /** The event of a message: one that was stored, or one that is about to be. */
    static PatientEvent eventOf(EventMessage message) {
        if (message.payload() instanceof Tagged outgoing) {
            return outgoing.event();
        }
        if (message.payload() instanceof PatientEvent stored) {
            return stored;
        }
        throw new IllegalArgumentException("no event of a patient: " + message.type());
    }

    static Set<Tag> tagsOf(EventMessage message) {
        return message.payload() instanceof Tagged outgoing ? StoreTags.toAxon(outgoing.tags()) : Set.of();
    }

    @Override
    public Mono<List<NewEvent>> encode(List<Outgoing> messages) {
        List<PatientEvent> events =
                messages.stream().map(outgoing -> eventOf(outgoing.message())).toList();
        return sealed.keysToSeal(events)
                .map(keys -> messages.stream()
                        .map(outgoing -> encode(outgoing, keys))
                        .toList());
    }

    @Override
    public Mono<List<EventMessage>> decode(List<StoredEvent> events) {
        return sealed.open(events)
                .map(opened -> IntStream.range(0, events.size())
                        .mapToObj(i -> decode(events.get(i), opened.get(i)))
                        .toList());
    }

    private static NewEvent encode(Outgoing outgoing, Map<UUID, DataKey> keys) {
        EventMessage message = outgoing.message();
        PatientEvent event = eventOf(message);
        UUID id = UUID.fromString(message.identifier());
        Map<String, String> metadata = new HashMap<>(message.metadata());
        SealedEvents.putClaims(metadata, event);
        return new NewEvent(
                id,
                PatientCodec.typeOf(event),
                event.patientId().toString(),
                SealedEvents.seal(id, event, keys),
                metadata,
                outgoing.tags());
    }

    private static EventMessage decode(StoredEvent stored, PatientEvent event) {
        return new GenericEventMessage(
                stored.id().toString(), typeOf(event), event, stored.metadata(), stored.recordedAt());
    }

    private static MessageType typeOf(PatientEvent event) {
        return new MessageType(new QualifiedName(PatientCodec.typeOf(event)));
    }

    private record Tagged(PatientEvent event, Set<String> tags) {}
}
