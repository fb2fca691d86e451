package pms.command.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import pms.command.axon.EventCodec;
import pms.command.axon.PostgresEventStorageEngine;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import pms.command.eventstore.StoredEvent;
import reactor.core.publisher.Mono;

/** The event store behind Axon's interface for storage engines. */
final class OurEngine implements Competitor {

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();
    private final EventStorageEngine engine =
            new PostgresEventStorageEngine(store, new Bytes(), Duration.ofSeconds(60));

    @Override
    public String name() {
        return "this store, by Axon's interface";
    }

    @Override
    public Mono<?> append() {
        String name = Samples.name();
        return EngineAppend.of(engine, name, Set.of(Tag.of("patient", name), Tag.of("email", name)));
    }

    @Override
    public void close() {
        store.close().block(Duration.ofSeconds(30));
        database.close();
    }

    private static final class Bytes implements EventCodec {

        @Override
        public Mono<List<NewEvent>> encode(List<Outgoing> messages) {
            return Mono.just(messages.stream()
                    .map(outgoing -> encode(outgoing.message(), outgoing.tags()))
                    .toList());
        }

        @Override
        public Mono<List<EventMessage>> decode(List<StoredEvent> events) {
            return Mono.just(events.stream().map(Bytes::decode).toList());
        }

        private static NewEvent encode(EventMessage message, Set<String> tags) {
            return new NewEvent(
                    UUID.fromString(message.identifier()),
                    message.type().name(),
                    "subject",
                    (byte[]) Objects.requireNonNull(message.payload()),
                    message.metadata(),
                    tags);
        }

        private static EventMessage decode(StoredEvent stored) {
            return new GenericEventMessage(
                    stored.id().toString(),
                    new MessageType(stored.type()),
                    stored.payload(),
                    Map.copyOf(stored.metadata()),
                    stored.recordedAt());
        }
    }
}
