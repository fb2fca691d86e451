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
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent;

/** Patient events as Axon's messages. */
final class EventMessages {

    private EventMessages() {}

    static EventMessage toMessage(PatientEvent event, Set<String> tags, Map<String, String> metadata, Instant now) {
        return new GenericEventMessage(
                UUID.randomUUID().toString(),
                new MessageType(new QualifiedName(PatientCodec.typeOf(event))),
                new Outgoing(event, tags),
                metadata,
                now);
    }

    static PatientEvent eventOf(EventMessage message) {
        throw new UnsupportedOperationException();
    }

    static Set<Tag> tags(EventMessage m) {
        return Set.of();
    }

    static Tag tag(String t) {
        return Tag.of("a", "b");
    }

    record Outgoing(PatientEvent e, Set<String> tags) {}
}
