package pms.command.axon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;
import reactor.core.publisher.Mono;

/** Events whose payload is a text. */
final class TextCodec implements EventCodec {

    private static final String TIMESTAMP = "timestamp";

    @Override
    public Mono<List<NewEvent>> encode(List<Outgoing> messages) {
        return Mono.just(messages.stream()
                .map(outgoing -> encode(outgoing.message(), outgoing.tags()))
                .toList());
    }

    @Override
    public Mono<List<EventMessage>> decode(List<StoredEvent> events) {
        return Mono.just(events.stream().map(TextCodec::decode).toList());
    }

    private static NewEvent encode(EventMessage message, Set<String> tags) {
        Map<String, String> metadata = new HashMap<>(message.metadata());
        metadata.put(TIMESTAMP, message.timestamp().toString());
        return new NewEvent(
                UUID.fromString(message.identifier()),
                message.type().qualifiedName().fullName(),
                "subject",
                Objects.requireNonNull(message.payloadAs(String.class)).getBytes(StandardCharsets.UTF_8),
                metadata,
                tags);
    }

    private static EventMessage decode(StoredEvent event) {
        Map<String, String> metadata = new HashMap<>(event.metadata());
        Instant timestamp = Instant.parse(Objects.requireNonNull(metadata.remove(TIMESTAMP)));
        return new GenericEventMessage(
                event.id().toString(),
                new MessageType(new QualifiedName(event.type())),
                new String(event.payload(), StandardCharsets.UTF_8),
                metadata,
                timestamp);
    }
}
