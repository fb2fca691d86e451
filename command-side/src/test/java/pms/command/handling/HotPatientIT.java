package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import pms.command.patient.PatientEvent.PatientAmended;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Many commands on one patient at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotPatientIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PARALLEL = 64;
    private static final Caller CALLER = new Caller("tester", "c", null);

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();
    private final PostgresEventStore otherStore = database.startStore();
    private final PatientCommands commands = HotPatient.commands(store, 64);
    private final PatientCommands otherInstance = HotPatient.commands(otherStore, 64);

    @AfterAll
    void stop() {
        store.close().then(otherStore.close()).block(LIMIT);
        database.close();
    }

    @Test
    void allAmendmentsAtOnceSucceedInOrderWithFewCommits() {
        Someone someone = registered();

        List<Handled> answers = atOnce(n -> commands.handle(someone.amend("Anna " + n), someone.id(), CALLER));

        Log log = assertWhole(someone, answers);
        assertThat(log.commits()).as("far fewer than one each").isLessThan(PARALLEL / 8);
    }

    @Test
    void aLimitOfOneMakesACommitEach() {
        Someone someone = registered();
        PatientCommands alone = HotPatient.commands(store, 1);

        List<Handled> answers = atOnce(n -> alone.handle(someone.amend("Anna " + n), someone.id(), CALLER));

        Log log = assertWhole(someone, answers);
        assertThat(log.commits()).isEqualTo(PARALLEL + 1);
    }

    @Test
    void twoInstancesAtOnceOnOnePatient() {
        Someone someone = registered();

        List<Handled> answers = atOnce(
                n -> (n % 2 == 0 ? commands : otherInstance).handle(someone.amend("Anna " + n), someone.id(), CALLER));

        assertWhole(someone, answers);
    }

    @Test
    void oneRequestManyTimesAtOnceIsCarriedOutOnce() {
        Someone someone = registered();
        Caller caller = new Caller("tester", "c", new RequestKey("digest-" + someone.id(), "body"));

        List<Handled> answers = atOnce(n -> n % 4 == 1 // the first goes alone
                ? commands.handle(someone.amend("Ann"), someone.id(), caller)
                : commands.handle(someone.amend("Anna " + n), someone.id(), CALLER));

        assertThat(answers)
                .filteredOn(handled -> handled.patient().requireDetails().name().equals("Ann"))
                .hasSize(PARALLEL / 4)
                .satisfies(all -> assertThat(all)
                        .extracting(Handled::patient)
                        .containsOnly(all.getFirst().patient()))
                .satisfies(all -> assertThat(all)
                        .extracting(Handled::position)
                        .containsOnly(all.getFirst().position()))
                .filteredOn(handled -> handled.effect() == Handled.Effect.CHANGED)
                .hasSize(1);
        assertThat(Log.of(store, someone.id()).versions()).hasSize(1 + 1 + PARALLEL / 4 * 3);
    }

    @Test
    void perSecondCountsWhatWasAmended() {
        var patient = HotPatient.registered(commands);

        assertThat(HotPatient.perSecond(commands, patient, 8, Duration.ofMillis(50)))
                .isPositive();
        assertThat(Log.of(store, patient).versions()).hasSizeGreaterThan(8);
    }

    private Someone registered() {
        Someone someone = Someone.fresh();
        commands.handle(someone.register(), someone.id(), CALLER)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        return someone;
    }

    /** Versions without a gap, and each answer tells the state right behind its own event. */
    private Log assertWhole(Someone someone, List<Handled> answers) {
        Log log = Log.of(store, someone.id());
        assertThat(log.versions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, PARALLEL + 1).boxed().toList());
        assertThat(answers).extracting(Handled::position).doesNotHaveDuplicates();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(log.at(answer.position()))
                        .isEqualTo(new PatientAmended(
                                someone.id(),
                                answer.patient().version(),
                                answer.patient().details(),
                                answer.patient().claims())));
        return log;
    }

    private static List<Handled> atOnce(IntFunction<Mono<Handled>> command) {
        List<Handled> answers = new ArrayList<>();
        Flux.range(0, PARALLEL)
                .flatMap(command::apply, PARALLEL)
                .as(StepVerifier::create)
                .recordWith(() -> answers)
                .expectNextCount(PARALLEL)
                .verifyComplete();
        return answers;
    }
}
