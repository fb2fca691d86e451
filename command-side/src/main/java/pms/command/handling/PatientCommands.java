package pms.command.handling;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.Boundary;
import pms.command.patient.PatientCodec;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;
import pms.command.patient.Tags;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gives commands to Axon's command bus: the one place where its futures become reactive.
 *
 * <p>Each Mono is cold and carries its command out once a subscription. It ends with what was done durably, or with a
 * {@link Rejection}, {@link Overloaded}, a {@link java.util.concurrent.TimeoutException} (the command may still be
 * carried out), or an error of the store.
 */
public final class PatientCommands {

    /** Several instances may change one patient; within an instance the lanes keep commands apart. */
    private static final int MAX_RETRIES = 12;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(4);
    private static final Duration MAX_BACKOFF = Duration.ofMillis(100);
    private static final Predicate<Throwable> CONFLICT = AppendEventsTransactionRejectedException.class::isInstance;

    private final CommandBus commandBus;
    private final EventStore events;
    private final HandlingProperties properties;
    private final Lanes lanes = new Lanes();
    private final AtomicInteger underWay = new AtomicInteger();

    PatientCommands(CommandBus commandBus, EventStore events, HandlingProperties properties) {
        this.commandBus = commandBus;
        this.events = events;
        this.properties = properties;
    }

    /** Carries out a command of one of the slices on the patient. */
    public Mono<Handled> handle(Object command, UUID patientId, Caller caller) {
        return Mono.usingWhen(
                admitted(),
                ticket -> lanes.inTurn(patientId, decided(command, caller))
                        .flatMap(this::handled)
                        .timeout(properties.timeout())
                        .checkpoint("command " + command.getClass().getSimpleName()),
                ticket -> Mono.fromRunnable(underWay::decrementAndGet));
    }

    private Mono<Integer> admitted() {
        return Mono.fromCallable(() -> {
            int now = underWay.incrementAndGet();
            if (now > properties.maxUnderWay()) {
                underWay.decrementAndGet();
                throw new Overloaded(properties.maxUnderWay());
            }
            return now;
        });
    }

    /** Each try sources afresh. */
    private Mono<Outcome> decided(Object command, Caller caller) {
        return Mono.defer(() -> Mono.fromFuture(commandBus.dispatch(message(command, caller), null)))
                .map(PatientCommands::outcome)
                .retryWhen(Retry.backoff(MAX_RETRIES, FIRST_BACKOFF)
                        .maxBackoff(MAX_BACKOFF)
                        .jitter(0.75)
                        .filter(CONFLICT)
                        .onRetryExhaustedThrow((spec, signal) -> new Rejection.ConcurrentChange()));
    }

    private static Outcome outcome(CommandResultMessage result) {
        return (Outcome) Objects.requireNonNull(result.payload());
    }

    private Mono<Handled> handled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided decided -> Mono.fromSupplier(decided.handled());
            case Outcome.Repeated repeated -> answeredBefore(repeated.request());
        };
    }

    /** The patient as it was when the request was carried out. */
    private Mono<Handled> answeredBefore(RequestKey request) {
        return events.read(Criteria.anyTagOf(Tags.request(request.digest())), 0)
                .last()
                .flatMap(this::asOf);
    }

    private Mono<Handled> asOf(StoredEvent last) {
        UUID patientId = UUID.fromString(last.subject());
        Criteria changes = Criteria.anyOf(new Criterion(Set.of(Tags.patient(patientId)), PatientCodec.RECORD_CHANGES));
        return events.read(changes, 0)
                .takeWhile(event -> event.position() <= last.position())
                .map(event -> PatientCodec.decode(event.type(), event.payload()))
                .reduce(Situation.of(new Boundary(patientId, Set.of())), Situation::evolve)
                .map(situation -> new Handled(situation.requirePatient(), last.position()));
    }

    private static CommandMessage message(Object command, Caller caller) {
        return new GenericCommandMessage(new MessageType(command.getClass()), command, caller.metadata());
    }
}
