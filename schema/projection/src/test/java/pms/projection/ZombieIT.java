package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ZombieIT {

    @Test
    void aBatchOfAnInstanceThatLostThePartitionChangesNothing() {
        try (Bench bench = new Bench("zombie", 1);
                DeadLetters deadLetters = bench.deadLetters()) {
            List<Incoming> stale = batch(bench, 1, 10);
            List<Incoming> fresh = batch(bench, 1, 20);
            BatchTransaction zombie = bench.transaction(deadLetters);
            BatchTransaction owner = bench.transaction(deadLetters);

            assertThat(owner.apply(fresh).block(Bench.PATIENCE)).isEqualTo(20);
            assertThat(zombie.apply(stale).blockOptional(Bench.PATIENCE))
                    .as("nothing new")
                    .isEmpty();
            assertThat(applied(bench)).isEqualTo("20 of 20, offset 20, watermark 20");
        }
    }

    @Test
    void overlappingBatchesAtTheSameMomentApplyEachEventOnce() {
        try (Bench bench = new Bench("overlap", 1);
                DeadLetters deadLetters = bench.deadLetters()) {
            assertThat(Flux.range(1, 40)
                            .flatMap(n -> bench.transaction(deadLetters).apply(batch(bench, 1, n)), 6)
                            .reduce(Math::max)
                            .block(Bench.PATIENCE))
                    .isEqualTo(40);
            assertThat(applied(bench)).isEqualTo("40 of 40, offset 40, watermark 40");
        }
    }

    /** Its connection is alive, and its transaction holds the locks of the partition. */
    @Test
    void anInstanceThatIsFrozenInsideItsTransactionIsNotWaitedForLong() {
        try (Bench bench = new Bench("frozen", 1);
                DeadLetters deadLetters = bench.deadLetters()) {
            Sinks.Empty<Void> inside = Sinks.empty();
            Disposable frozen = bench.transaction(deadLetters, new Freezing(inside))
                    .apply(batch(bench, 1, 5))
                    .onErrorComplete()
                    .subscribe();
            assertThat(inside.asMono().blockOptional(Bench.PATIENCE)).isEmpty();

            assertThat(bench.transaction(deadLetters).apply(batch(bench, 1, 10)).block(Bench.PATIENCE))
                    .isEqualTo(10);
            assertThat(applied(bench)).isEqualTo("10 of 10, offset 10, watermark 10");
            frozen.dispose();
        }
    }

    private record Freezing(Sinks.Empty<Void> inside) implements Projection {
        @Override
        public String name() {
            return "ledger";
        }

        @Override
        public Mono<Void> apply(List<EventRecord> events) {
            return Mono.fromRunnable(() -> inside.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST))
                    .then(Mono.never());
        }
    }

    private static List<Incoming> batch(Bench bench, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(position ->
                        Incoming.of(bench.topic.polled(0, position - 1, position, "s"), new CloudEventReader()))
                .toList();
    }

    private static String applied(Bench bench) {
        return bench.strings("""
                        select format('%s of %s, offset %s, watermark %s',
                          (select count(*) from ledger), (select count(distinct position) from ledger),
                          (select next_offset from projection_partition), (select position from projection_watermark))
                        """).getFirst();
    }
}
