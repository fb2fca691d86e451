package pms.command.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import pms.command.eventstore.EventIds;
import reactor.core.publisher.Mono;

/** The same append by Axon's interface, whatever the engine. */
final class EngineAppend {

    private static final MessageType TYPE = new MessageType(Samples.TYPE);

    private EngineAppend() {}

    /** One event, on condition that none has the tag "patient" with this name. */
    static Mono<?> of(EventStorageEngine engine, String name, Set<Tag> tags) {
        AppendCondition condition = AppendCondition.withCriteria(EventCriteria.havingTags(Tag.of("patient", name)))
                .withMarker(ConsistencyMarker.ORIGIN);
        return Mono.fromFuture(() -> engine.appendEvents(condition, null, List.of(event(tags)))
                .thenCompose(transaction -> transaction.commit(null)));
    }

    private static TaggedEventMessage<?> event(Set<Tag> tags) {
        String id = EventIds.next().toString();
        return new GenericTaggedEventMessage<>(
                new GenericEventMessage(id, TYPE, Samples.bytes(), Map.of("actor", "bench"), Instant.now()), tags);
    }
}
