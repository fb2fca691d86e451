package pms.command.handling;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;
import pms.command.patient.Boundary;
import pms.command.patient.Situation;

/**
 * Carries out a group of commands inside Axon's unit of work: sources once what they all depend on, decides one after
 * the other, and hands the events over; the unit of work appends them on condition that nothing sourced has changed.
 */
final class GroupHandler implements CommandHandler {

    private static final MessageType OUTCOME = new MessageType(GroupOutcome.class);

    private final Deciders deciders;
    private final StateManager states;
    private final EventStore events;
    private final Clock clock;

    GroupHandler(Deciders deciders, StateManager states, EventStore events, Clock clock) {
        this.deciders = deciders;
        this.states = states;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage message, ProcessingContext context) {
        CommandGroup group = (CommandGroup) Objects.requireNonNull(message.payload());
        return MessageStream.fromFuture(
                outcome(group, context).thenApply(outcome -> new GenericCommandResultMessage(OUTCOME, outcome)));
    }

    /**
     * Looks for the requests after the situation was sourced, never before: a request that was carried out in between
     * would look like a stranger who took the e-mail.
     */
    private CompletableFuture<GroupOutcome> outcome(CommandGroup group, ProcessingContext context) {
        return states.<Boundary, Situation>loadManagedEntity(Situation.class, boundary(group), context)
                .thenCompose(situation -> priorRequests(group.requests(), context)
                        .thenApply(prior -> new GroupDecision(
                                        deciders, situation, prior, events.transaction(context), clock.instant())
                                .decide(group)));
    }

    private Boundary boundary(CommandGroup group) {
        return group.commands().stream()
                .map(given -> deciders.boundary(given.command()))
                .reduce(Boundary::and)
                .orElseThrow();
    }

    private CompletableFuture<PriorRequests> priorRequests(RequestDigests requests, ProcessingContext context) {
        return requests.values().isEmpty()
                ? CompletableFuture.completedFuture(PriorRequests.none())
                : states.loadEntity(PriorRequests.class, requests, context);
    }
}
