package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pms.command.eventstore.InvalidAppend;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import pms.command.patient.Identifier;
import pms.command.patient.Rejection;
import pms.command.patient.Rules;
import pms.command.patient.Tags;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Groups of commands on one patient, from the bus to the disk and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();
    private final AxonConfiguration axon = HotPatient.axon(store);
    private final GroupDispatch dispatch = new GroupDispatch(axon.getComponent(CommandBus.class));

    @AfterAll
    void stop() {
        axon.shutdown();
        store.close().block(LIMIT);
        database.close();
    }

    @Test
    void eachIsDecidedOnWhatTheOnesBeforeItLeft() {
        Someone someone = registered();

        List<Object> answers = together(
                someone.amend("Ann", 1),
                someone.amend("Ann"),
                someone.amend("Bea", 2),
                someone.amend("Cleo", 2),
                someone.amend("Dora"));

        long first = head() - 2;
        assertThat(answers.get(0)).isEqualTo(someone.handled("Ann", 2, first));
        assertThat(answers.get(1))
                .as("no change, no event")
                .isEqualTo(Someone.unchanged(someone.handled("Ann", 2, first)));
        assertThat(answers.get(2)).isEqualTo(someone.handled("Bea", 3, first + 1));
        assertThat(answers.get(3))
                .isInstanceOfSatisfying(
                        Rejection.VersionMismatch.class,
                        stale -> assertThat(stale.actual()).isEqualTo(3));
        assertThat(answers.get(4)).isEqualTo(someone.handled("Dora", 4, first + 2));
        assertThat(Log.of(store, someone.id()).commits())
                .as("the registration, and all others")
                .isEqualTo(2);
    }

    @Test
    void oneWithoutEventsBeforeAllOthersIsAnsweredThePositionBeforeThem() {
        Someone someone = registered();
        long before = head();

        List<Object> answers = together(someone.amend("Anna Example"), someone.amend("Ann"));

        assertThat(answers)
                .containsExactly(
                        Someone.unchanged(someone.handled("Anna Example", 1, before)),
                        someone.handled("Ann", 2, before + 1));
    }

    @Test
    void aRefusalIsOfItsCommandAlone() {
        Someone holder = registered();
        Someone someone = registered();

        List<Object> answers = together(
                someone.amend("Ann"),
                someone.amendEmail(holder.email()),
                someone.amend("Bea"),
                someone.deactivate(),
                someone.amend("Cleo"),
                someone.deactivate());

        assertThat(answers.get(0)).isEqualTo(someone.handled("Ann", 2, head() - 2));
        assertThat(answers.get(1)).isInstanceOf(Rejection.EmailTaken.class);
        assertThat(answers.get(2)).isEqualTo(someone.handled("Bea", 3, head() - 1));
        assertThat(answers.get(3)).isInstanceOf(Handled.class);
        Handled deactivated = (Handled) answers.get(3);
        assertThat(answers.get(4)).isInstanceOf(Rejection.PatientIsDeactivated.class);
        assertThat(answers.get(5)).as("a repetition does no harm").isEqualTo(Someone.unchanged(deactivated));
        assertThat(Log.of(store, someone.id()).versions()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsTakenAndReleasedInsideAGroupIsSeenByOthers() {
        Someone someone = registered();
        String between = "between-" + someone.email();
        together(someone.amendEmail(between), someone.amendEmail("last-" + someone.email()));

        assertThat(Log.tagged(store, "email:" + between).versions())
                .as("who asks for it finds that it was taken and released")
                .containsExactly(2L, 3L);
        Someone other = registered();
        assertThat(together(other.amendEmail(between), other.amendEmail("last-" + someone.email())))
                .hasExactlyElementsOfTypes(Handled.class, Rejection.EmailTaken.class);
    }

    @Test
    void aRequestThatCameBeforeIsRepeatedAndTheOthersGoOn() {
        Someone someone = registered();
        RequestKey key = new RequestKey("digest-" + someone.id(), "body");
        GivenCommand request = new GivenCommand(someone.amend("Ann"), new Caller("tester", "c", key));
        GivenCommand misused = new GivenCommand(
                someone.amend("Cleo"), new Caller("tester", "c", new RequestKey("other-" + someone.id(), "body")));
        together(List.of(request, misused));

        List<Object> answers = together(List.of(
                given(someone.amend("Bea")),
                request,
                new GivenCommand(
                        misused.command(),
                        new Caller("tester", "c", new RequestKey("other-" + someone.id(), "another body"))),
                given(someone.amend("Dora"))));

        assertThat(answers.get(0)).isEqualTo(someone.handled("Bea", 4, head() - 1));
        assertThat(answers.get(1)).isEqualTo(new Outcome.Repeated(key));
        assertThat(answers.get(2)).isInstanceOf(Rejection.IdempotencyKeyReused.class);
        assertThat(answers.get(3)).isEqualTo(someone.handled("Dora", 5, head()));
    }

    @Test
    void eachEventIsItsOwnCallers() {
        Someone someone = registered();
        List<Caller> callers = IntStream.range(0, 3)
                .mapToObj(n -> new Caller(
                        "actor-" + n, "c-" + n, n == 1 ? null : new RequestKey(n + "-" + someone.id(), "body")))
                .toList();

        together(callers.stream()
                .map(caller -> new GivenCommand(someone.amend(caller.actor()), caller))
                .toList());

        assertThat(Log.of(store, someone.id()).metadata().subList(1, 4))
                .usingElementComparator(
                        (stored, ofCaller) -> stored.entrySet().containsAll(ofCaller.entrySet()) ? 0 : 1)
                .containsExactlyElementsOf(
                        callers.stream().map(Caller::metadata).toList());
        assertThat(Log.tagged(store, Tags.request("0-" + someone.id())).versions())
                .containsExactly(2L);
    }

    @Test
    void oneThatSpoilsTheAppendFailsAlone() {
        Someone someone = registered();
        Caller tooLong = new Caller("tester", "c".repeat(9_000), null);

        List<Object> answers = together(List.of(
                given(someone.amend("Ann")),
                given(someone.amend("Bea")),
                new GivenCommand(someone.amend("Cleo"), tooLong),
                given(someone.amend("Dora"))));

        assertThat(answers.get(0)).isEqualTo(someone.handled("Ann", 2, head() - 2));
        assertThat(answers.get(1)).isEqualTo(someone.handled("Bea", 3, head() - 1));
        assertThat(answers.get(2)).isInstanceOf(InvalidAppend.class);
        assertThat(answers.get(3)).isEqualTo(someone.handled("Dora", 4, head()));
    }

    @Test
    void aDefectInOneCommandFailsItAlone() {
        Someone someone = registered();

        List<Object> answers = together(someone.amend("Ann"), registered().amend("Bea"), "no command at all");

        assertThat(answers).hasExactlyElementsOfTypes(Handled.class, Handled.class, IllegalArgumentException.class);
    }

    @Test
    void aGroupThatIsTooLargeForOneAppendIsCarriedOutInParts() {
        Someone someone = registered();
        Object[] commands = IntStream.range(0, 24)
                .mapToObj(n -> someone.amend("Ann " + n, identifiers(n)))
                .toArray();

        List<Object> answers = together(commands);

        assertThat(answers).hasOnlyElementsOfType(Handled.class);
        Log log = Log.of(store, someone.id());
        assertThat(log.versions())
                .containsExactlyElementsOf(
                        Stream.iterate(1L, version -> version + 1).limit(25).toList());
        assertThat(log.commits()).as("parts of more than one").isLessThan(10);
    }

    private static Identifier[] identifiers(int n) {
        return IntStream.range(0, Rules.MAX_IDENTIFIERS)
                .mapToObj(i -> new Identifier("urn:group", n + "-" + i + "-" + UUID.randomUUID()))
                .toArray(Identifier[]::new);
    }

    private Someone registered() {
        Someone someone = Someone.fresh();
        assertThat(together(someone.register())).hasOnlyElementsOfType(Handled.class);
        return someone;
    }

    private long head() {
        return store.head().blockOptional(LIMIT).orElseThrow();
    }

    private List<Object> together(Object... commands) {
        return together(Stream.of(commands).map(GroupsIT::given).toList());
    }

    /** What each is answered: as handled, repeated, or the error. */
    private List<Object> together(List<GivenCommand> commands) {
        List<Place<GivenCommand, Outcome>> places = commands.stream()
                .map(given -> new Place<GivenCommand, Outcome>(given))
                .toList();
        dispatch.carryOut(places).as(StepVerifier::create).verifyComplete();
        return places.stream()
                .map(place -> place.answered().map(GroupsIT::answer).onErrorResume(Mono::just))
                .map(answer -> answer.blockOptional(LIMIT).orElseThrow())
                .toList();
    }

    private static GivenCommand given(Object command) {
        return new GivenCommand(command, new Caller("tester", "c", null));
    }

    private static Object answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided decided -> decided.handled().get();
            case Outcome.Repeated repeated -> repeated;
            case Outcome.Refused refused -> refused.rejection();
        };
    }
}
