package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Numbers wait in lanes; what they are answered is a text. */
class GroupsInLanesTest {

    private static final UUID LANE = UUID.randomUUID();
    private static final int MANY = 20_000;
    private static final Mono<Integer> SOON = Mono.just(0).subscribeOn(Schedulers.parallel());

    private final List<List<Integer>> groups = new ArrayList<>();
    private final Map<Integer, String> answers = new HashMap<>();
    private final List<TestPublisher<Void>> works = new ArrayList<>();

    /** At most three together, and no two with the same last digit. */
    private final Lanes<Integer, String> lanes = new Lanes<>(
            (group, next) -> group.size() < 3 && group.stream().noneMatch(one -> one % 10 == next % 10),
            this::carryOut);

    @Test
    void thoseThatComeMeanwhileGoTogether() {
        enter(1);
        enter(2);
        enter(3);
        assertThat(groups).containsExactly(List.of(1));

        works.getFirst().complete();
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3));
        works.get(1).complete();

        assertThat(answers).isEqualTo(Map.of(1, "1", 2, "2", 3, "3"));
        assertThat(lanes.size()).isZero();
    }

    @Test
    void aFullGroupLeavesTheOthersForTheNext() {
        IntStream.rangeClosed(1, 8).forEach(this::enter);

        for (int work = 0; work < works.size(); work++) {
            works.get(work).complete();
        }

        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6, 7), List.of(8));
    }

    @Test
    void whoMayNotJoinLeadsTheNextGroupSoThatNobodyOvertakes() {
        List.of(1, 2, 12, 3).forEach(this::enter);

        works.getFirst().complete();
        works.get(1).complete();

        assertThat(groups).containsExactly(List.of(1), List.of(2), List.of(12, 3));
    }

    @Test
    void aFailureIsTheAnswerOfAllThatHaveNoneAndTheLaneGoesOn() {
        enter(1);
        enter(2);
        enter(3);
        works.getFirst().complete();
        enter(4);

        works.get(1).error(new IllegalStateException("broken"));

        works.get(2).complete();
        assertThat(answers).isEqualTo(Map.of(1, "1", 2, "failed: broken", 3, "failed: broken", 4, "4"));
        assertThat(lanes.size()).isZero();
    }

    @Test
    void workThatForgetsAPlaceFailsIt() {
        Lanes<Integer, String> forgetful = new Lanes<>((group, next) -> true, group -> Mono.empty());

        forgetful.inTurn(LANE, 1).as(StepVerifier::create).verifyError(IllegalStateException.class);
        assertThat(forgetful.size()).isZero();
    }

    @Test
    void workThatThrowsFailsItsGroupOnly() {
        Lanes<Integer, String> throwing = new Lanes<>((group, next) -> true, group -> {
            throw new IllegalArgumentException("broken");
        });

        throwing.inTurn(LANE, 1).as(StepVerifier::create).verifyError(IllegalArgumentException.class);
        assertThat(throwing.size()).isZero();
    }

    @Test
    void whoLeavesWhileWaitingIsNeverCarriedOut() {
        enter(1);
        Disposable second = enter(2);
        enter(3);

        second.dispose();
        works.getFirst().complete();

        assertThat(groups).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void whoLeavesAGroupUnderWayDoesNotDisturbIt() {
        enter(1);
        Disposable second = enter(2);
        enter(3);
        works.getFirst().complete();

        second.dispose();
        works.get(1).assertNotCancelled();
        works.get(1).complete();

        assertThat(answers).containsEntry(3, "3").doesNotContainKey(2);
    }

    @Test
    void aGroupThatAllHaveLeftIsCancelledAndTheNextGoes() {
        enter(1);
        Disposable second = enter(2);
        Disposable third = enter(3);
        works.getFirst().complete();
        enter(4);

        second.dispose();
        third.dispose();

        works.get(1).assertCancelled();
        works.get(2).complete();
        assertThat(answers).isEqualTo(Map.of(1, "1", 4, "4"));
    }

    @Test
    void doesNothingUntilSubscribed() {
        Mono<String> unused = lanes.inTurn(LANE, 1);

        assertThat(unused).isNotNull();
        assertThat(groups).isEmpty();
        assertThat(lanes.size()).isZero();
    }

    @Test
    void aLongLineOfGroupsThatEndAtOnceNeedsNoDeepStack() {
        TestPublisher<Void> start = TestPublisher.create();
        Lanes<Integer, String> line = new Lanes<>(
                (group, next) -> false,
                group -> group.getFirst().entry() == 0 ? start.mono().then(answer(group)) : answer(group));
        IntStream.range(0, MANY).forEach(n -> enter(line, n));

        start.complete();

        assertThat(answers)
                .hasSize(MANY)
                .allSatisfy((n, answer) -> assertThat(answer).isEqualTo(String.valueOf(n)));
    }

    @Test
    void manyThreadsThatComeAndGoLeaveNoLaneAndLoseNoAnswer() {
        Lanes<Integer, String> busy = new Lanes<>(
                (group, next) -> group.size() < 5, group -> answer(group).subscribeOn(Schedulers.single()));

        Flux.range(0, MANY)
                .flatMap(
                        n -> busy.inTurn(LANE, n)
                                .subscribeOn(Schedulers.parallel())
                                .takeUntilOther(n % 3 == 0 ? SOON : Mono.never())
                                .filter(answer -> answer.equals(String.valueOf(n))),
                        64)
                .count()
                .as(StepVerifier::create)
                .assertNext(answered -> assertThat(answered).isGreaterThanOrEqualTo(MANY / 3 * 2))
                .verifyComplete();
        await().untilAsserted(() -> assertThat(busy.size()).isZero());
    }

    private Disposable enter(int number) {
        return enter(lanes, number);
    }

    private Disposable enter(Lanes<Integer, String> lane, int number) {
        return lane.inTurn(LANE, number)
                .subscribe(
                        answer -> answers.put(number, answer),
                        error -> answers.put(number, "failed: " + error.getMessage()));
    }

    private Mono<Void> carryOut(List<Place<Integer, String>> group) {
        groups.add(group.stream().map(Place::entry).toList());
        TestPublisher<Void> work = TestPublisher.create();
        works.add(work);
        return work.mono().then(answer(group));
    }

    private static Mono<Void> answer(List<Place<Integer, String>> group) {
        return Mono.fromRunnable(() -> group.forEach(place -> place.answer(String.valueOf(place.entry()))));
    }
}
