package pms.command.handling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import pms.command.eventstore.EventStoreException;
import pms.command.eventstore.StoreClosed;
import pms.command.patient.Rejection;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gives groups of commands to Axon's command bus: the one place where its futures become reactive.
 *
 * <p>A group whose append meets a conflict sources and decides again. One that fails for a reason that may lie in one
 * of its commands is carried out in halves, and so on down to the command that it is, which alone gets the error. An
 * error that says nothing about the commands, or after which they may be stored, is the error of all.
 */
final class GroupDispatch {

    /** Several instances may change one patient; within an instance the lanes keep commands apart. */
    private static final int MAX_RETRIES = 12;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(4);
    private static final Duration MAX_BACKOFF = Duration.ofMillis(100);
    private static final Predicate<Throwable> CONFLICT = AppendEventsTransactionRejectedException.class::isInstance;
    private static final MessageType GROUP = new MessageType(CommandGroup.class);

    private final CommandBus commandBus;

    GroupDispatch(CommandBus commandBus) {
        this.commandBus = commandBus;
    }

    /** Those that were still wanted when the group was decided, and what became of them. */
    private record Answers(List<Place<GivenCommand, Outcome>> places, GroupOutcome group) {

        void give() {
            for (int i = 0; i < places.size(); i++) {
                places.get(i).answer(group.outcomes().get(i));
            }
        }
    }

    /** Cold. Answers each place, or fails with what is the answer of all that have none. */
    Mono<Void> carryOut(List<Place<GivenCommand, Outcome>> places) {
        return decided(places)
                .onErrorResume(
                        GroupDispatch::mayLieInACommand,
                        error -> inParts(places, error).then(Mono.empty()))
                .doOnNext(Answers::give)
                .then();
    }

    private Mono<Void> inParts(List<Place<GivenCommand, Outcome>> places, Throwable error) {
        if (places.size() == 1) {
            return Mono.fromRunnable(() -> places.getFirst().fail(error));
        }
        int half = places.size() / 2;
        return carryOut(places.subList(0, half)).then(carryOut(places.subList(half, places.size())));
    }

    /** Each try sources afresh, without those that have left. */
    private Mono<Answers> decided(List<Place<GivenCommand, Outcome>> places) {
        return Mono.defer(
                        () -> dispatched(places.stream().filter(Place::isWanted).toList()))
                .retryWhen(Retry.backoff(MAX_RETRIES, FIRST_BACKOFF)
                        .maxBackoff(MAX_BACKOFF)
                        .jitter(0.75)
                        .filter(CONFLICT)
                        .onRetryExhaustedThrow((spec, signal) -> new Rejection.ConcurrentChange()));
    }

    private Mono<Answers> dispatched(List<Place<GivenCommand, Outcome>> wanted) {
        if (wanted.isEmpty()) {
            return Mono.empty();
        }
        CommandMessage message = new GenericCommandMessage(
                GROUP, new CommandGroup(wanted.stream().map(Place::entry).toList()), Map.of());
        return Mono.fromFuture(() -> commandBus.dispatch(message, null))
                .map(result -> new Answers(wanted, outcome(result)));
    }

    private static GroupOutcome outcome(CommandResultMessage result) {
        return (GroupOutcome) Objects.requireNonNull(result.payload());
    }

    private static boolean mayLieInACommand(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).noneMatch(GroupDispatch::isOfAll);
    }

    private static boolean isOfAll(Throwable error) {
        return error instanceof Rejection
                || error instanceof TimeoutException
                || error instanceof StoreClosed
                || error instanceof EventStoreException.Transient;
    }
}
