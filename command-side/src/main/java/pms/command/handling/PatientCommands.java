package pms.command.handling;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.messaging.commandhandling.CommandBus;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.Boundary;
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.EncounterEvent;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;
import pms.command.patient.Tags;
import reactor.core.publisher.Mono;

/**
 * Takes commands on patients. Those on one patient that come while others are under way share one append.
 *
 * <p>Each Mono is cold and carries its command out once a subscription. It ends with what was done durably, or with a
 * {@link Rejection}, {@link Overloaded}, a {@link java.util.concurrent.TimeoutException} (the command may still be
 * carried out), or an error of the store. What changed nothing is answered when that is on record.
 */
public final class PatientCommands {

    private final EventStore events;
    private final SealedEvents sealed;
    private final UnchangedRecord record;
    private final HandlingProperties properties;
    private final Lanes<GivenCommand, Outcome> lanes;
    private final AtomicInteger underWay = new AtomicInteger();

    PatientCommands(
            CommandBus commandBus,
            EventStore events,
            SealedEvents sealed,
            UnchangedRecord record,
            HandlingProperties properties) {
        this.events = events;
        this.sealed = sealed;
        this.record = record;
        this.properties = properties;
        this.lanes = new Lanes<>(this::goTogether, new GroupDispatch(commandBus)::carryOut);
    }

    /**
     * Carries out a command of one of the slices.
     *
     * @param lane the patient, or what else commands that change the same have in common
     */
    public Mono<Handled> handle(Object command, UUID lane, Caller caller) {
        return carriedOut(command, lane, caller).delayUntil(handled -> recorded(caller, handled));
    }

    private Mono<Handled> carriedOut(Object command, UUID lane, Caller caller) {
        return Mono.usingWhen(
                admitted(),
                ticket -> lanes.inTurn(lane, new GivenCommand(command, sealed.sealed(caller)))
                        .flatMap(this::handled)
                        .timeout(properties.timeout())
                        .checkpoint("command " + command.getClass().getSimpleName()),
                ticket -> Mono.fromRunnable(underWay::decrementAndGet));
    }

    private Mono<Void> recorded(Caller caller, Handled handled) {
        return handled.effect() == Handled.Effect.CHANGED ? Mono.empty() : record.unchanged(caller, handled);
    }

    private Mono<Integer> admitted() {
        return Mono.fromCallable(() -> {
            int now = underWay.incrementAndGet();
            if (now > properties.maxUnderWay()) {
                underWay.decrementAndGet();
                throw new Overloaded(properties.maxUnderWay() + " commands");
            }
            return now;
        });
    }

    private boolean goTogether(List<GivenCommand> group, GivenCommand next) {
        return group.size() < properties.maxTogether() && group.stream().noneMatch(next::sharesItsKeyWith);
    }

    private Mono<Handled> handled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided decided -> Mono.fromSupplier(decided.handled());
            case Outcome.Repeated repeated -> answeredBefore(repeated.request());
            case Outcome.Refused refused -> Mono.error(refused.rejection());
        };
    }

    /** The patient, or the encounter, as it was when the request was carried out. */
    private Mono<Handled> answeredBefore(RequestKey request) {
        return events.read(Criteria.anyTagOf(Tags.request(request.digest())), 0)
                .last()
                .flatMap(last -> sealed.open(List.of(last)).flatMap(opened -> asOf(last.position(), opened)));
    }

    /** @param last the last event of the request, alone */
    private Mono<Handled> asOf(long position, List<PatientEvent> last) {
        Boundary boundary = boundary(last.getFirst());
        return events.read(criteria(boundary), 0)
                .doOnNext(event -> refuseWhenErasedAfter(position, event))
                .filter(event -> event.position() <= position)
                .collectList()
                .flatMap(sealed::open)
                .flatMapIterable(opened -> opened)
                .reduce(Situation.of(boundary), Situation::evolve)
                .map(situation -> Handled.of(situation, last, Handled.Effect.REPEATED, position));
    }

    /** The event counts, not the key, which is destroyed a moment after it. */
    private static void refuseWhenErasedAfter(long position, StoredEvent event) {
        if (event.position() > position && event.type().equals(PatientCodec.ERASED)) {
            throw new Rejection.PatientIsErased();
        }
    }

    private static Boundary boundary(PatientEvent event) {
        return event instanceof EncounterEvent encounter
                ? Boundary.encounter(event.patientId(), encounter.encounterId())
                : Boundary.record(event.patientId(), Set.of());
    }

    private static Criteria criteria(Boundary boundary) {
        return Criteria.anyOf(boundary.watched().entrySet().stream()
                .map(watched -> new Criterion(Set.of(watched.getKey()), watched.getValue()))
                .toArray(Criterion[]::new));
    }
}
