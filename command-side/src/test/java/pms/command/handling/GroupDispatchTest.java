package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.command.eventstore.AppendUnknown;
import pms.command.eventstore.InvalidAppend;
import pms.command.patient.Patient;
import pms.command.patient.Rejection;
import pms.command.patient.Samples;
import reactor.test.StepVerifier;

/** Commands are texts here; what each is answered has its place in the group as its position. */
class GroupDispatchTest {

    private static final Patient ANNA =
            new Patient(Samples.ANNA, Samples.details("anna@example.org"), Set.of(), Patient.Status.ACTIVE, 1);

    private final ScriptedCommandBus bus = new ScriptedCommandBus();
    private final GroupDispatch dispatch = new GroupDispatch(bus);

    private final Place<GivenCommand, Outcome> a = place("a");
    private final Place<GivenCommand, Outcome> b = place("b");
    private final Place<GivenCommand, Outcome> c = place("c");
    private final Place<GivenCommand, Outcome> d = place("d");
    private final Place<GivenCommand, Outcome> e = place("e");

    @Test
    void givesEachCommandItsOwnAnswer() {
        bus.answersGroups(GroupDispatchTest::done);

        dispatch.carryOut(List.of(a, b)).as(StepVerifier::create).verifyComplete();

        assertPosition(a, 0);
        assertPosition(b, 1);
    }

    @Test
    void decidesTheWholeGroupAgainAfterAConflictButNotThoseThatLeft() {
        bus.answers(call -> call < 3 ? conflict() : done(bus.groups().getLast()));

        StepVerifier.withVirtualTime(() -> dispatch.carryOut(List.of(a, b, c)))
                .then(b::leave)
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();

        assertThat(bus.groups()).containsExactly(List.of("a", "b", "c"), List.of("a", "c"), List.of("a", "c"));
        assertPosition(c, 1);
    }

    @Test
    void endsWhenAllHaveLeftBetweenTwoTries() {
        bus.answers(call -> conflict());

        StepVerifier.withVirtualTime(() -> dispatch.carryOut(List.of(a, b)))
                .then(a::leave)
                .then(b::leave)
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();

        assertThat(bus.dispatched()).isEqualTo(1);
    }

    @Test
    void givesUpForAllWhenOthersAreAlwaysFaster() {
        bus.answers(call -> conflict());

        StepVerifier.withVirtualTime(() -> dispatch.carryOut(List.of(a, b)))
                .thenAwait(Duration.ofSeconds(9))
                .verifyError(Rejection.ConcurrentChange.class);

        assertThat(bus.dispatched()).isEqualTo(13);
    }

    @Test
    void findsTheCommandThatSpoilsTheAppendAndCarriesOutTheOthers() {
        bus.answersGroups(group -> group.contains("d") ? failed(new InvalidAppend("too large")) : done(group));

        dispatch.carryOut(List.of(a, b, c, d, e)).as(StepVerifier::create).verifyComplete();

        assertThat(bus.groups())
                .containsExactly(
                        List.of("a", "b", "c", "d", "e"),
                        List.of("a", "b"),
                        List.of("c", "d", "e"),
                        List.of("c"),
                        List.of("d", "e"),
                        List.of("d"),
                        List.of("e"));
        d.answered().as(StepVerifier::create).verifyError(InvalidAppend.class);
        assertPosition(b, 1);
        assertPosition(e, 0);
    }

    static Stream<Throwable> errorsThatAreOfAll() {
        return Stream.of(
                new AppendUnknown(null),
                new IllegalStateException("wrapped", new AppendUnknown(null)),
                new TimeoutException("late"),
                new Rejection.ConcurrentChange());
    }

    @ParameterizedTest
    @MethodSource("errorsThatAreOfAll")
    void neverSendsAgainWhatMayBeStored(Throwable error) {
        bus.answers(call -> failed(error));

        dispatch.carryOut(List.of(a, b)).as(StepVerifier::create).verifyError();

        assertThat(bus.dispatched()).isEqualTo(1);
    }

    @Test
    void neverSendsAgainWhatWasStoredWhenItsAnswerIsBroken() {
        bus.answers(call -> result(List.of()));

        dispatch.carryOut(List.of(a, b)).as(StepVerifier::create).verifyError(IndexOutOfBoundsException.class);

        assertThat(bus.dispatched()).isEqualTo(1);
    }

    private static Place<GivenCommand, Outcome> place(String command) {
        return new Place<>(new GivenCommand(command, new Caller("tester", "c-" + command, null)));
    }

    private static CompletableFuture<CommandResultMessage> done(List<Object> group) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            long position = i;
            outcomes.add(new Outcome.Decided(() -> new Handled(ANNA, null, position)));
        }
        return result(outcomes);
    }

    private static CompletableFuture<CommandResultMessage> result(List<Outcome> outcomes) {
        return CompletableFuture.completedFuture(
                new GenericCommandResultMessage(new MessageType(GroupOutcome.class), new GroupOutcome(outcomes)));
    }

    private static CompletableFuture<CommandResultMessage> conflict() {
        return failed(new AppendEventsTransactionRejectedException("conflict"));
    }

    private static CompletableFuture<CommandResultMessage> failed(Throwable error) {
        return CompletableFuture.failedFuture(error);
    }

    private static void assertPosition(Place<GivenCommand, Outcome> place, long position) {
        place.answered()
                .cast(Outcome.Decided.class)
                .map(decided -> decided.handled().get().position())
                .as(StepVerifier::create)
                .expectNext(position)
                .verifyComplete();
    }
}
