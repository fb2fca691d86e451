package pms.projection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks again and again how far a projection is behind its topic, over all its instances: what the database has stored,
 * against the ends that Kafka tells.
 */
public final class LagWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String projection;
    private final String topic;
    private final KafkaOptions options;
    private final ProgressStore progress;
    private final LagSettings settings;
    private final LagReport report;
    private final AtomicReference<Lag> lag = new AtomicReference<>(Lag.begin(now()));
    private @Nullable Running running;

    private record Running(Admin kafka, Disposable looks) {}

    LagWatch(String projection, KafkaOptions options, ProgressStore progress, LagSettings settings) {
        this.projection = projection;
        this.topic = options.settings().topic();
        this.options = options;
        this.progress = progress;
        this.settings = settings;
        this.report = new LagReport(projection);
    }

    String projection() {
        return projection;
    }

    /** Records that were not applied when it was looked at last. */
    long records() {
        return lag.get().records();
    }

    /** How long it has been behind. */
    Duration waiting() {
        return lag.get().waiting();
    }

    /** Why it should not be asked now; null when it may be. */
    @Nullable
    String complaint() {
        return lag.get().complaint(settings.bound(), now());
    }

    @Override
    public void start() {
        Admin kafka = Admin.create(options.admin(projection + "-lag", KAFKA_TIMEOUT));
        lag.set(Lag.begin(now()));
        running = new Running(
                kafka,
                Flux.interval(Duration.ZERO, settings.every())
                        .onBackpressureDrop()
                        .concatMap(tick -> look(kafka), 1)
                        .subscribe());
    }

    @Override
    public void stop() {
        Running run = running;
        running = null;
        if (run != null) {
            run.looks().dispose();
            run.kafka().close(Duration.ZERO);
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** With the server, which is asked about it. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** A look that fails is none: the time since the last one tells. */
    private Mono<Lag> look(Admin kafka) {
        return ends(kafka)
                .flatMap(ends -> progress.nextOffsets(ends.keySet())
                        .map(stored -> lag.updateAndGet(last -> last.look(stored, ends, now()))))
                .doOnNext(report::tell)
                .timeout(TIMEOUT)
                .doOnError(failure -> LOG.debug("{}: the lag is not known: {}", projection, Redacted.fault(failure)))
                .onErrorComplete();
    }

    /** A topic that is not there has nothing that could be missed. */
    private Mono<Map<Integer, Long>> ends(Admin kafka) {
        return Mono.fromFuture(() -> kafka.describeTopics(List.of(topic))
                        .allTopicNames()
                        .toCompletionStage()
                        .toCompletableFuture())
                .map(found -> found.values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest())))
                .flatMap(latest -> Mono.fromFuture(() ->
                        kafka.listOffsets(latest).all().toCompletionStage().toCompletableFuture()))
                .map(LagWatch::byPartition)
                .onErrorResume(LagWatch::isNoTopic, none -> Mono.just(Map.of()));
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return ends.entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    private static boolean isNoTopic(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof UnknownTopicOrPartitionException;
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
