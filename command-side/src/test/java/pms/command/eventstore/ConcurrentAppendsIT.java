package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Two instances on one database, many callers. */
class ConcurrentAppendsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RACERS = 64;

    private StoreDatabase database;
    private PostgresEventStore one;
    private PostgresEventStore two;

    @BeforeEach
    void start() {
        database = StoreDatabase.create();
        one = database.startStore();
        two = database.startStore();
    }

    @AfterEach
    void stop() {
        one.close().then(two.close()).block(LIMIT);
        database.close();
    }

    private record Answer(NewEvent first, NewEvent second, Appended appended) {}

    @Test
    void positionsAreGaplessAndTailsSeeEachEventOnceInOrderWhileTwoInstancesAppend() {
        int appends = 1_000;
        Mono<List<StoredEvent>> tailed =
                one.tail(0).take(2L * appends).collectList().cache();
        Mono<List<StoredEvent>> tailedElsewhere =
                two.tail(0).take(2L * appends).collectList().cache();
        Flux<Answer> appending = Flux.range(0, appends)
                .flatMap(
                        n -> Mono.defer(() -> appendTwo(n % 2 == 0 ? one : two)).subscribeOn(Schedulers.parallel()),
                        RACERS);

        StepVerifier.create(Mono.zip(appending.collectList(), tailed, tailedElsewhere))
                .assertNext(all -> {
                    assertThat(all.getT2())
                            .extracting(StoredEvent::position)
                            .isEqualTo(LongStream.rangeClosed(1, 2L * appends)
                                    .boxed()
                                    .toList());
                    assertThat(all.getT3()).isEqualTo(all.getT2());
                    assertThat(all.getT2()).extracting(StoredEvent::recordedAt).isSorted();
                    all.getT1().forEach(answer -> assertStoredAsAnswered(answer, all.getT2()));
                })
                .expectComplete()
                .verify(LIMIT);
    }

    private static Mono<Answer> appendTwo(EventStore store) {
        NewEvent first = Events.event("t");
        NewEvent second = Events.event("u");
        return store.append(List.of(first, second), AppendCondition.none())
                .map(appended -> new Answer(first, second, appended));
    }

    private static void assertStoredAsAnswered(Answer answer, List<StoredEvent> log) {
        StoredEvent first = log.get((int) answer.appended().firstPosition() - 1);
        StoredEvent second = log.get((int) answer.appended().lastPosition() - 1);
        assertThat(first.id()).isEqualTo(answer.first().id());
        assertThat(second.id()).isEqualTo(answer.second().id());
        assertThat(second.position()).as("neighbours").isEqualTo(first.position() + 1);
        Instant recordedAt = answer.appended().recordedAt();
        assertThat(List.of(first.recordedAt(), second.recordedAt())).containsOnly(recordedAt);
    }

    @Test
    void oneOfManyAppendsThatRaceOnATagIsAccepted() {
        AppendCondition unused = new AppendCondition(Criteria.anyTagOf("email:a@b.example"), 0);
        Flux<Boolean> racing = Flux.range(0, RACERS)
                .flatMap(
                        n -> Mono.defer(() -> (n % 2 == 0 ? one : two)
                                        .append(List.of(Events.event("email:a@b.example", "patient:" + n)), unused))
                                .subscribeOn(Schedulers.parallel())
                                .thenReturn(true)
                                .onErrorResume(AppendConflict.class, conflict -> Mono.just(false)),
                        RACERS);

        assertThat(racing.collectList().block(LIMIT)).hasSize(RACERS).containsOnlyOnce(true);
        assertThat(one.head().block(LIMIT)).isEqualTo(1);
        assertThat(database.count("select count(*) from event_tag where tag = 'email:a@b.example'"))
                .isEqualTo(1);
    }

    @Test
    void anEntityAppendedToByManyWhoSourceAgainAfterAConflictLosesNoChange() {
        Criteria entity = Criteria.anyTagOf("counter");
        Flux<Appended> changes = Flux.range(0, RACERS)
                .flatMap(
                        n -> Mono.defer(() -> change(n % 2 == 0 ? one : two, entity))
                                .retryWhen(Retry.indefinitely().filter(AppendConflict.class::isInstance))
                                .subscribeOn(Schedulers.parallel()),
                        RACERS);

        assertThat(changes.collectList().block(LIMIT)).hasSize(RACERS);
        assertThat(one.read(entity, 0).map(StoredEvent::type).collectList().block(LIMIT))
                .as("each change saw all changes before it")
                .isEqualTo(
                        IntStream.range(0, RACERS).mapToObj(n -> "Change" + n).toList());
    }

    /** Names the event after the number of those it saw. */
    private static Mono<Appended> change(EventStore store, Criteria entity) {
        return store.pages(entity, 0)
                .collectList()
                .flatMap(pages -> store.append(
                        List.of(Events.typed(
                                "Change"
                                        + pages.stream()
                                                .mapToInt(page -> page.events().size())
                                                .sum(),
                                "counter")),
                        new AppendCondition(entity, pages.getFirst().head())));
    }

    @Test
    void conditionsOfSeveralTagsAndTypesAreCheckedAgainstTheLog() {
        append(Events.typed("A", "x", "y"));
        append(Events.typed("B", "x"));

        assertConflict(new Criterion(Set.of("x"), Set.of()), 0);
        assertConflict(new Criterion(Set.of("x", "y"), Set.of()), 0);
        assertConflict(new Criterion(Set.of("x", "y"), Set.of("B", "A")), 0);
        assertConflict(new Criterion(Set.of(), Set.of("B")), 1);
        assertConflict(new Criterion(Set.of(), Set.of()), 1);
        assertConflict(new Criterion(Set.of("x"), Set.of("B")), 1);
        assertConflict(new Criterion(Set.of("nothing"), Set.of()), 99);

        long head = 2;
        for (Criterion passing : List.of(
                new Criterion(Set.of("x", "y"), Set.of("B")),
                new Criterion(Set.of("x", "z"), Set.of()),
                new Criterion(Set.of("z"), Set.of()),
                new Criterion(Set.of(), Set.of("C")))) {
            assertThat(one.append(List.of(Events.event()), new AppendCondition(Criteria.anyOf(passing), 0))
                            .map(Appended::lastPosition)
                            .block(LIMIT))
                    .as("%s", passing)
                    .isEqualTo(++head);
        }
        StepVerifier.create(one.append(
                        List.of(Events.event()),
                        new AppendCondition(
                                Criteria.anyOf(
                                        Criterion.tagged("z"), Criterion.tagged("x", "y"), Criterion.tagged("w")),
                                0)))
                .verifyError(AppendConflict.class);
    }

    private void assertConflict(Criterion criterion, long after) {
        StepVerifier.create(one.append(List.of(Events.event()), new AppendCondition(Criteria.anyOf(criterion), after)))
                .verifyError(AppendConflict.class);
    }

    private void append(NewEvent event) {
        assertThat(one.append(List.of(event), AppendCondition.none()).block(LIMIT))
                .isNotNull();
    }
}
