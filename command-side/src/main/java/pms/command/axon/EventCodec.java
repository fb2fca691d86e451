package pms.command.axon;

import java.util.Set;
import org.axonframework.messaging.eventhandling.EventMessage;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;

/**
 * Translates between Axon's messages and the events of the store; supplied by the domain. Must not block: it runs on
 * event loops.
 */
public interface EventCodec {

    /**
     * The event to store. Its type must be the full name of the message's type ({@code message.type().qualifiedName()
     * .fullName()}), for by that name criteria look for it, and its id the message's identifier.
     *
     * @param tags the event's tags, to be stored as they are
     */
    NewEvent encode(EventMessage message, Set<String> tags);

    /** The message of a stored event, with the same identifier and type as when it was appended. */
    EventMessage decode(StoredEvent event);
}
