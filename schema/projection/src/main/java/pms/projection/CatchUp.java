package pms.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pms.projection.PartitionReading.BatchSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Carries a generation that is not live to where the live one is, by the same rules: each record once, in order, in one
 * transaction with the place in the topic. Reads the topic by itself, without a consumer group.
 */
public final class CatchUp {

    /** Of payloads in the batches that are made at the same time, about. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ProgressStore live;
    private final ProgressStore generation;
    private final HeldRecords held;
    private final BatchProcessor processor;
    private final KafkaOptions kafka;
    private final RecordReader reader;
    private final Function<EventRecord, @Nullable Object> decode;
    private final int parallelism;
    private final BatchSize batchSize;

    CatchUp(
            ProgressStore live,
            ProgressStore generation,
            HeldRecords held,
            BatchProcessor processor,
            KafkaOptions kafka,
            RecordReader reader,
            Function<EventRecord, @Nullable Object> decode,
            int parallelism,
            int batchSize) {
        this.live = live;
        this.generation = generation;
        this.held = held;
        this.processor = processor;
        this.kafka = kafka;
        this.reader = reader;
        this.decode = decode;
        this.parallelism = parallelism;
        this.batchSize = new BatchSize(batchSize, MOST_BYTES / parallelism);
    }

    /** What is to be read: from where the generation is, up to where the live one is. */
    private record Ways(Map<Integer, Progress> from, Map<Integer, Bound> bounds) {

        static Ways of(Map<Integer, Progress> from, Map<Integer, Progress> live) {
            Map<Integer, Bound> bounds = new HashMap<>();
            live.forEach((partition, progress) -> {
                Bound bound = new Bound(progress);
                if (!bound.isReachedBy(from.getOrDefault(partition, Progress.NONE))) {
                    bounds.put(partition, bound);
                }
            });
            return new Ways(from, bounds);
        }

        long length(int partition) {
            Bound bound = bounds.get(partition);
            long start = from.getOrDefault(partition, Progress.NONE).nextOffset();
            return bound == null ? 0 : Math.max(1, bound.live().nextOffset() - start);
        }

        long length() {
            return bounds.keySet().stream().mapToLong(this::length).sum();
        }

        /** The partitions in so many groups of about the same length. */
        List<Map<Integer, Bound>> groups(int count) {
            List<Integer> longestFirst = bounds.keySet().stream()
                    .sorted(Comparator.<Integer>comparingLong(partition -> -length(partition)))
                    .toList();
            List<Map<Integer, Bound>> groups = new ArrayList<>();
            IntStream.range(0, Math.min(count, longestFirst.size())).forEach(n -> groups.add(new HashMap<>()));
            for (int n = 0; n < longestFirst.size(); n++) {
                int partition = longestFirst.get(n);
                groups.get(n % groups.size()).put(partition, bounds.getOrDefault(partition, new Bound(Progress.NONE)));
            }
            return groups;
        }
    }

    /** About how many records the generation is behind. */
    public Mono<Long> behind() {
        return ways().map(Ways::length);
    }

    /**
     * Completes when the generation has, of each partition, all that the live one had when it began, and no more. Fails with
     * {@link RebuildEnded} when the rebuild is not running any more, and when the database is away for long.
     */
    public Mono<Void> round() {
        return ways().flatMapMany(ways -> Flux.fromIterable(ways.groups(parallelism))
                        .flatMap(group -> read(ways.from(), group), parallelism))
                .then()
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).filter(TopicMadeAnew.class::isInstance))
                .checkpoint("catching up with the live generation");
    }

    /** Applies what the generation holds back and can be applied now. */
    public Mono<Void> retryHeld() {
        return held.replay(null).then();
    }

    private Mono<Void> read(Map<Integer, Progress> from, Map<Integer, Bound> bounds) {
        return PartitionReading.batches(kafka, batchSize, reader, decode, from, bounds)
                .onErrorResume(TopicMadeAnew.class, this::restart)
                .concatMap(processor::process, 0)
                .then();
    }

    private Flux<List<Incoming>> restart(TopicMadeAnew anew) {
        return generation.restart(anew.editions(), reader.positionsAreOffsets()).thenMany(Flux.error(anew));
    }

    private Mono<Ways> ways() {
        return generation.stored().flatMap(from -> live.stored().map(upTo -> Ways.of(from, upTo)));
    }
}
