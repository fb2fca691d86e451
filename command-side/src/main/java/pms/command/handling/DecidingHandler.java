package pms.command.handling;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.repository.ManagedEntity;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.Situation;
import pms.command.patient.Tags;

/**
 * Carries out one kind of command inside Axon's unit of work: sources what the decision depends on, decides, and hands
 * the events over; the unit of work appends them on condition that nothing sourced has changed.
 */
final class DecidingHandler<C> implements CommandHandler {

    private static final MessageType OUTCOME = new MessageType(Outcome.class);

    private final Decider<C> decider;
    private final StateManager states;
    private final EventStore events;
    private final Clock clock;

    DecidingHandler(Decider<C> decider, StateManager states, EventStore events, Clock clock) {
        this.decider = decider;
        this.states = states;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage message, ProcessingContext context) {
        return MessageStream.fromFuture(
                outcome(message, context).thenApply(outcome -> new GenericCommandResultMessage(OUTCOME, outcome)));
    }

    private CompletableFuture<Outcome> outcome(CommandMessage message, ProcessingContext context) {
        C command = decider.commandType().cast(Objects.requireNonNull(message.payload()));
        return states.<Boundary, Situation>loadManagedEntity(Situation.class, decider.boundary(command), context)
                .thenCompose(entity -> repeats(message, context)
                        .thenApply(repeated ->
                                repeated.orElseGet(() -> decide(command, message.metadata(), entity, context))));
    }

    /**
     * Looks for the request after the situation was sourced, never before: a request that was carried out in between
     * would look like a stranger who took the e-mail.
     */
    private CompletableFuture<Optional<Outcome>> repeats(CommandMessage message, ProcessingContext context) {
        RequestKey request = Caller.requestKeyIn(message.metadata());
        if (request == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return states.loadEntity(PriorRequest.class, request.digest(), context)
                .thenApply(prior -> prior.repeats(request, clock.instant())
                        ? Optional.of(new Outcome.Repeated(request))
                        : Optional.empty());
    }

    private Outcome decide(
            C command,
            Map<String, String> metadata,
            ManagedEntity<Boundary, Situation> entity,
            ProcessingContext context) {
        EventStoreTransaction transaction = events.transaction(context);
        for (PatientEvent event : decider.decide(command, entity.entity())) {
            Set<String> tags = tags(event, entity.entity(), metadata);
            // Axon evolves the entity as it takes the event.
            transaction.appendEvent(PatientMessages.outgoing(event, tags, metadata, clock.instant()));
        }
        return new Outcome.Decided(() -> new Handled(
                entity.entity().requirePatient(), GlobalIndexConsistencyMarker.position(transaction.appendPosition())));
    }

    /** The request's tag makes its key part of the same append. */
    private static Set<String> tags(PatientEvent event, Situation situation, Map<String, String> metadata) {
        Set<String> tags = new LinkedHashSet<>(situation.tagsOf(event));
        RequestKey request = Caller.requestKeyIn(metadata);
        if (request != null) {
            tags.add(Tags.request(request.digest()));
        }
        return tags;
    }
}
