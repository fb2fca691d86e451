package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SlowBatchIT {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Test
    void goesOnInHalvesWhenABatchIsTooMuchForItsTime() {
        try (Bench bench = new Bench("slow", 1);
                DeadLetters deadLetters = bench.deadLetters()) {
            Slow slow = new Slow(new LedgerProjection(bench.database), 4, new ConcurrentLinkedQueue<>());
            BatchProcessor processor =
                    new BatchProcessor(bench.transaction(deadLetters, slow), LONGEST, Long.MAX_VALUE);
            List<Incoming> batch = LongStream.rangeClosed(1, 10)
                    .mapToObj(n -> Incoming.of(bench.topic.polled(0, n - 1, n, "s" + n), new CloudEventReader()))
                    .toList();

            assertThat(processor.process(batch).block(Bench.PATIENCE)).isEqualTo(10);

            assertThat(bench.number("select count(*) from ledger")).isEqualTo(10);
            assertThat(slow.sizes()).as("each too large one twice").startsWith(10, 10, 5, 5, 2, 3, 5, 5, 2, 3);
            assertThat(bench.number("select count(*) from projection_held"))
                    .as("nothing is to blame")
                    .isZero();
            assertThat(processor.failure()).isNull();
        }
    }

    /** Takes for ever for more events than it can bear. */
    private record Slow(Projection ledger, int most, Queue<Integer> sizes) implements Projection {
        @Override
        public String name() {
            return ledger.name();
        }

        @Override
        public Mono<Void> apply(List<EventRecord> events) {
            sizes.add(events.size());
            return events.size() > most ? Mono.never() : ledger.apply(events);
        }
    }
}
