package pms.command.handling;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import pms.command.axon.EventCodec;
import pms.command.axon.StoreTags;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent;

/** Patient events as Axon's messages, and as what the store keeps. */
final class PatientMessages implements EventCodec {

    /** An event that is about to be appended, with the tags that it has in its situation. */
    static EventMessage outgoing(PatientEvent event, Set<String> tags, Map<String, String> metadata, Instant now) {
        return new GenericEventMessage(
                UUID.randomUUID().toString(), typeOf(event), new Outgoing(event, tags), metadata, now);
    }

    /** The event of a message: one that was stored, or one that is about to be. */
    static PatientEvent eventOf(EventMessage message) {
        if (message.payload() instanceof Outgoing outgoing) {
            return outgoing.event();
        }
        if (message.payload() instanceof PatientEvent stored) {
            return stored;
        }
        throw new IllegalArgumentException("no event of a patient: " + message.type());
    }

    static Set<Tag> tagsOf(EventMessage message) {
        return message.payload() instanceof Outgoing outgoing ? StoreTags.toAxon(outgoing.tags()) : Set.of();
    }

    @Override
    public NewEvent encode(EventMessage message, Set<String> tags) {
        PatientEvent event = eventOf(message);
        return new NewEvent(
                UUID.fromString(message.identifier()),
                PatientCodec.typeOf(event),
                event.patientId().toString(),
                PatientCodec.encode(event),
                message.metadata(),
                tags);
    }

    @Override
    public EventMessage decode(StoredEvent stored) {
        PatientEvent event = PatientCodec.decode(stored.type(), stored.payload());
        return new GenericEventMessage(
                stored.id().toString(), typeOf(event), event, stored.metadata(), stored.recordedAt());
    }

    private static MessageType typeOf(PatientEvent event) {
        return new MessageType(new QualifiedName(PatientCodec.typeOf(event)));
    }

    private record Outgoing(PatientEvent event, Set<String> tags) {}
}
