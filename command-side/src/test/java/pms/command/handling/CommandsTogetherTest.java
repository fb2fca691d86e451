package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pms.command.patient.Rejection;
import pms.command.patient.Samples;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Which commands go together, and that each gets its own answer. Commands are texts here. */
class CommandsTogetherTest {

    private final ScriptedCommandBus bus = new ScriptedCommandBus();
    private final CompletableFuture<CommandResultMessage> first = new CompletableFuture<>();

    @Test
    void allThatWaitGoTogetherUpToTheLimit() {
        PatientCommands commands = commands(3);
        firstIsUnderWay(commands);
        for (String command : List.of("a", "b", "c", "d")) {
            give(commands, command, null);
        }

        first.complete(refusedAll(1));

        assertThat(bus.groups()).containsExactly(List.of("first"), List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void aLimitOfOneGivesEachAnAppendOfItsOwn() {
        PatientCommands commands = commands(1);
        firstIsUnderWay(commands);
        give(commands, "a", null);
        give(commands, "b", null);

        first.complete(refusedAll(1));

        assertThat(bus.groups()).containsExactly(List.of("first"), List.of("a"), List.of("b"));
    }

    @Test
    void twoWithOneKeyNeverGoTogether() {
        PatientCommands commands = commands(64);
        firstIsUnderWay(commands);
        give(commands, "a", new RequestKey("key", "one body"));
        give(commands, "b", new RequestKey("other key", "one body"));
        give(commands, "c", new RequestKey("key", "another body"));
        give(commands, "d", null);

        first.complete(refusedAll(1));

        assertThat(bus.groups()).containsExactly(List.of("first"), List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void aRefusalIsTheAnswerOfItsCommand() {
        bus.answersGroups(group -> CompletableFuture.completedFuture(refusedAll(group.size())));

        handle(commands(64), "a", null).as(StepVerifier::create).verifyError(Rejection.PatientNotFound.class);
    }

    @Test
    void oneThatIsCancelledWhileItWaitsIsNeverCarriedOut() {
        PatientCommands commands = commands(64);
        firstIsUnderWay(commands);
        give(commands, "a", null);
        Disposable waiting = handle(commands, "b", null).subscribe();
        waiting.dispose();

        first.complete(refusedAll(1));

        assertThat(bus.groups()).containsExactly(List.of("first"), List.of("a"));
    }

    private PatientCommands commands(int maxTogether) {
        return new PatientCommands(
                bus,
                new NoEventStore(),
                HotPatient.SEALED,
                HotPatient.NO_RECORD,
                new HandlingProperties(Duration.ofSeconds(10), 100, maxTogether));
    }

    private void firstIsUnderWay(PatientCommands commands) {
        bus.answersGroups(
                group -> group.contains("first") ? first : CompletableFuture.completedFuture(refusedAll(group.size())));
        give(commands, "first", null);
    }

    private static void give(PatientCommands commands, String command, @Nullable RequestKey key) {
        Disposable unused =
                handle(commands, command, key).onErrorComplete(Rejection.class).subscribe();
    }

    private static Mono<Handled> handle(PatientCommands commands, String command, @Nullable RequestKey key) {
        return commands.handle(command, Samples.ANNA, new Caller("tester", "c-1", key));
    }

    private static CommandResultMessage refusedAll(int commands) {
        Outcome refused = new Outcome.Refused(new Rejection.PatientNotFound());
        return new GenericCommandResultMessage(
                new MessageType(GroupOutcome.class), new GroupOutcome(Collections.nCopies(commands, refused)));
    }
}
