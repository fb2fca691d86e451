package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageType;
import org.junit.jupiter.api.Test;
import pms.command.patient.Patient;
import pms.command.patient.Rejection;
import pms.command.patient.Samples;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PatientCommandsTest {

    private static final Caller CALLER = new Caller("tester", "c-1", null);
    private static final Handled HANDLED = new Handled(
            new Patient(Samples.ANNA, Samples.details("anna@example.org"), Set.of(), Patient.Status.ACTIVE, 1),
            null,
            7);

    private final ScriptedCommandBus bus = new ScriptedCommandBus();
    private final PatientCommands commands = new PatientCommands(
            bus,
            new NoEventStore(),
            HotPatient.SEALED,
            HotPatient.NO_RECORD,
            new HandlingProperties(Duration.ofSeconds(10), 2, 64));

    @Test
    void answersWhatWasDone() {
        bus.answers(call -> done());

        handle().as(StepVerifier::create).expectNext(HANDLED).verifyComplete();
    }

    @Test
    void doesNothingUntilSubscribed() {
        Mono<Handled> unused = handle();

        assertThat(unused).isNotNull();
        assertThat(bus.dispatched()).isZero();
    }

    @Test
    void triesAgainAfterAConflict() {
        bus.answers(call -> call < 4 ? conflict() : done());

        StepVerifier.withVirtualTime(this::handle)
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(HANDLED)
                .verifyComplete();
        assertThat(bus.dispatched()).isEqualTo(4);
    }

    @Test
    void givesUpWhenOthersAreAlwaysFaster() {
        bus.answers(call -> conflict());

        StepVerifier.withVirtualTime(this::handle)
                .thenAwait(Duration.ofSeconds(9))
                .verifyError(Rejection.ConcurrentChange.class);
        assertThat(bus.dispatched()).isEqualTo(13);
    }

    @Test
    void doesNotTryARejectedCommandAgain() {
        bus.answers(call -> CompletableFuture.failedFuture(new Rejection.PatientNotFound()));

        handle().as(StepVerifier::create).verifyError(Rejection.PatientNotFound.class);
        assertThat(bus.dispatched()).isEqualTo(1);
    }

    @Test
    void endsAtItsTimeoutAndLetsTheNextGo() {
        bus.answers(call -> call == 1 ? new CompletableFuture<>() : done());

        StepVerifier.withVirtualTime(this::handle)
                .thenAwait(Duration.ofSeconds(10))
                .verifyError(TimeoutException.class);
        handle().as(StepVerifier::create).expectNext(HANDLED).verifyComplete();
    }

    @Test
    void refusesMoreThanItsLimitAndFreesPlacesOnCancellation() {
        bus.answers(call -> call <= 2 ? new CompletableFuture<>() : done());
        Disposable first = handleFor(UUID.randomUUID()).subscribe();
        Disposable second = handleFor(UUID.randomUUID()).subscribe();

        handle().as(StepVerifier::create).verifyError(Overloaded.class);
        first.dispose();

        handle().as(StepVerifier::create).expectNext(HANDLED).verifyComplete();
        second.dispose();
    }

    private Mono<Handled> handle() {
        return handleFor(Samples.ANNA);
    }

    private Mono<Handled> handleFor(UUID patientId) {
        return commands.handle("a command", patientId, CALLER);
    }

    private static CompletableFuture<CommandResultMessage> conflict() {
        return CompletableFuture.failedFuture(new AppendEventsTransactionRejectedException("conflict"));
    }

    private static CompletableFuture<CommandResultMessage> done() {
        return CompletableFuture.completedFuture(new GenericCommandResultMessage(
                new MessageType(GroupOutcome.class), new GroupOutcome(List.of(new Outcome.Decided(() -> HANDLED)))));
    }
}
