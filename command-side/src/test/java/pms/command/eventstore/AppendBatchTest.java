package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pms.command.eventstore.AppendBatch.Dependency;
import reactor.core.publisher.Mono;

class AppendBatchTest {

    private static final long MANY_BYTES = 1_000_000;

    private final AppendQueue queue = new AppendQueue(10_000, MANY_BYTES);

    @Test
    void takesNoMoreThanFits() {
        for (int i = 0; i < 5; i++) {
            offer(AppendCondition.none(), 10, Events.event());
        }
        assertThat(AppendBatch.from(queue, 2, MANY_BYTES).size()).isEqualTo(2);
        assertThat(AppendBatch.from(queue, 9, 11).size()).isEqualTo(2);
        assertThat(AppendBatch.from(queue, 9, 1).size()).as("at least one").isEqualTo(1);
        assertThat(AppendBatch.from(queue, 9, MANY_BYTES).isEmpty()).isTrue();
    }

    @Test
    void leavesOutWhatWasCancelled() {
        Attempt cancelled = offer(AppendCondition.none(), 1, Events.event());
        offer(AppendCondition.none(), 2, Events.event());
        cancelled.cancel();
        AppendBatch batch = AppendBatch.from(queue, 9, MANY_BYTES);
        assertThat(batch.appends()).extracting(PendingAppend::sizeBytes).containsExactly(2L);
    }

    @Test
    void findsWhichAppendDependsOnWhich() {
        offer(forbid(Criterion.tagged("x")), 1, Events.typed("A", "x", "y"));
        offer(forbid(Criterion.tagged("x", "y")), 1, Events.typed("B", "z"), Events.typed("B", "x"));
        offer(forbid(Criterion.tagged("x", "z")), 1, Events.event());
        offer(forbid(new Criterion(Set.of("x"), Set.of("B"))), 1, Events.event());
        offer(forbid(new Criterion(Set.of(), Set.of("A"))), 1, Events.event());
        offer(forbid(Criterion.tagged("none"), Criterion.tagged("z"), Criterion.tagged("y")), 1, Events.event());
        offer(AppendCondition.none(), 1, Events.event("x"));
        offer(new AppendCondition(Criteria.everything(), 0), 1, Events.event());

        assertThat(AppendBatch.from(queue, 9, MANY_BYTES).dependencies())
                .startsWith(
                        new Dependency(2, 1),
                        new Dependency(4, 2),
                        new Dependency(5, 1),
                        new Dependency(6, 1),
                        new Dependency(6, 2))
                .hasSize(5 + 7)
                .endsWith(new Dependency(8, 7));
    }

    @Test
    void leavesTheSameEventAndTooManyDependenciesForTheNextBatch() {
        NewEvent event = Events.event();
        offer(AppendCondition.none(), 1, event);
        offer(AppendCondition.none(), 2, event);
        offer(AppendCondition.none(), 3, Events.event());
        assertThat(AppendBatch.from(queue, 9, MANY_BYTES).size()).isEqualTo(1);
        assertThat(AppendBatch.from(queue, 9, MANY_BYTES).appends())
                .extracting(PendingAppend::sizeBytes)
                .containsExactly(2L, 3L);

        for (int i = 0; i < 200; i++) {
            offer(forbid(Criterion.tagged("hot")), 1, Events.event("hot"));
        }
        AppendBatch hot = AppendBatch.from(queue, 500, MANY_BYTES);
        assertThat(hot.dependencies()).hasSizeLessThanOrEqualTo(AppendBatch.MAX_DEPENDENCIES);
        assertThat(hot.size()).as("141 * 142 / 2 is above 10,000").isEqualTo(141);
        assertThat(AppendBatch.from(queue, 500, MANY_BYTES).size()).isEqualTo(59);
    }

    @Test
    void placesTheAcceptedBehindTheBaseAndTheKnownWhereTheyStood() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            attempts.add(offer(AppendCondition.none(), 1, Events.event(), Events.event()));
        }
        AppendBatch batch = AppendBatch.from(queue, 9, MANY_BYTES);
        Instant now = Instant.EPOCH.plusSeconds(100);
        BatchOutcome outcome = new BatchOutcome(10, now, List.of(2), List.of(3), List.of(4L, 5L, 6L, 1_500_000L));

        assertThat(outcome.stored(batch)).extracting(StoredEvent::position).containsExactly(11L, 12L, 13L, 14L);
        assertThat(outcome.stored(batch)).extracting(StoredEvent::recordedAt).containsOnly(now);
        List<PendingAppend> released = new ArrayList<>();
        outcome.settle(batch, released::add);

        assertThat(released).isEqualTo(batch.appends());
        assertThat(attempts.stream().map(Attempt::outcome))
                .containsExactly("11", "AppendConflict", "InvalidAppend", "5", "13");
        assertThat(attempts.get(3).appended()).isEqualTo(new Appended(5, 6, Instant.ofEpochMilli(1_500)));
        assertThat(attempts.get(4).appended()).isEqualTo(new Appended(13, 14, now));
    }

    private static AppendCondition forbid(Criterion... criteria) {
        return new AppendCondition(Criteria.anyOf(criteria), 0);
    }

    private Attempt offer(AppendCondition condition, long sizeBytes, NewEvent... events) {
        return Attempt.start(
                Mono.create(sink -> queue.offer(new PendingAppend(List.of(events), condition, sizeBytes, sink))));
    }
}
