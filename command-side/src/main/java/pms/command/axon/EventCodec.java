package pms.command.axon;

import java.util.List;
import java.util.Set;
import org.axonframework.messaging.eventhandling.EventMessage;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;
import reactor.core.publisher.Mono;

/**
 * Translates between Axon's messages and the events of the store; supplied by the domain. Takes what belongs together at
 * once, for it may have to ask somebody, for keys as an example. Must not block: it runs on event loops. Each Mono is
 * cold and must end in bounded time.
 */
public interface EventCodec {

    /**
     * A message to store.
     *
     * @param tags the event's tags, to be stored as they are
     */
    record Outgoing(EventMessage message, Set<String> tags) {}

    /**
     * The events to store, in order. The type of each must be the full name of the message's type ({@code
     * message.type().qualifiedName().fullName()}), for by that name criteria look for it, and its id the message's
     * identifier. May fail with {@link pms.command.eventstore.AppendConflict} when it sees that the decision is stale.
     */
    Mono<List<NewEvent>> encode(List<Outgoing> messages);

    /** The messages of stored events, in order, each with the identifier and type that it had when it was appended. */
    Mono<List<EventMessage>> decode(List<StoredEvent> events);
}
