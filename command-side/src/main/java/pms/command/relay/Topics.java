package pms.command.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Creates the topics that are missing; their records are kept for ever. */
final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    /** A record of the topic's largest size, with the headers that say why it could not be applied. */
    static final int LARGEST_DEAD_LETTER = (1024 + 64) * 1024;

    /** Kafka's own minute would be a minute in which nobody relays who could: whoever asks holds the lease. */
    private static final int TIMEOUT_MILLIS = 3_000;

    /** Tenths of a second. */
    private static final int KNOWN_AFTER = 50;

    private final KafkaProperties properties;

    Topics(KafkaProperties properties) {
        this.properties = properties;
    }

    /** Completes when the topics are there. */
    Mono<Void> ensure() {
        return asked(this::ensure).checkpoint("create topics");
    }

    /** Kafka's ids of the topics that the relay writes, by name. */
    Mono<Map<String, String>> ids() {
        return asked(this::ids).checkpoint("look up topics");
    }

    private Mono<Map<String, String>> ids(Admin admin) {
        return Mono.fromFuture(() -> admin.describeTopics(List.of(properties.topic(), properties.auditTopic()))
                        .allTopicNames()
                        .toCompletionStage()
                        .toCompletableFuture())
                .map(topics -> topics.values().stream()
                        .collect(Collectors.toMap(
                                TopicDescription::name, topic -> topic.topicId().toString())))
                // A broker may not know yet what was made a moment ago.
                .retryWhen(Retry.fixedDelay(KNOWN_AFTER, Duration.ofMillis(100)).filter(Topics::isUnknown));
    }

    private Mono<Void> ensure(Admin admin) {
        return Flux.just(
                        create(admin, properties.topic(), properties.partitions(), Map.of()),
                        createForDeadLetters(admin, properties.topic(), properties.partitions()),
                        create(admin, properties.auditTopic(), 1, Map.of()),
                        createForDeadLetters(admin, properties.auditTopic(), 1))
                .concatMap(created -> created)
                .then();
    }

    /** Those made by earlier versions get the same room. */
    private Mono<Void> createForDeadLetters(Admin admin, String of, int partitions) {
        String name = KafkaProperties.deadLettersOf(of);
        Map<String, String> room = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER));
        return create(admin, name, partitions, room).then(widen(admin, name));
    }

    private static Mono<Void> widen(Admin admin, String name) {
        ConfigEntry room = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER));
        return Mono.fromFuture(() -> admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, name),
                                List.of(new AlterConfigOp(room, AlterConfigOp.OpType.SET))))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .onErrorResume(Topics::isRefused, refused -> {
                    LOG.warn("{} may not be changed here; set max.message.bytes={} there", name, LARGEST_DEAD_LETTER);
                    return Mono.empty();
                });
    }

    private Mono<Void> create(Admin admin, String name, int partitions, Map<String, String> more) {
        Map<String, String> configs = new HashMap<>(more);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        NewTopic topic = new NewTopic(name, Optional.of(partitions), replicas()).configs(configs);
        return Mono.fromFuture(() -> admin.createTopics(List.of(topic))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .onErrorResume(Topics::exists, error -> Mono.empty());
    }

    private Optional<Short> replicas() {
        return properties.replicas() == 0 ? Optional.empty() : Optional.of(properties.replicas());
    }

    private static boolean exists(Throwable error) {
        return cause(error) instanceof TopicExistsException;
    }

    private static boolean isRefused(Throwable error) {
        return cause(error) instanceof AuthorizationException;
    }

    private static boolean isUnknown(Throwable error) {
        return cause(error) instanceof UnknownTopicOrPartitionException;
    }

    private static @Nullable Throwable cause(Throwable error) {
        return error instanceof CompletionException ? error.getCause() : error;
    }

    /** Starting a client and joining its thread at the end both block; what it has not answered by then is given up. */
    private <T> Mono<T> asked(Function<Admin, Mono<T>> question) {
        return Mono.usingWhen(
                Mono.fromCallable(this::admin).subscribeOn(Schedulers.boundedElastic()),
                question,
                admin -> Mono.<Void>fromRunnable(() -> admin.close(Duration.ZERO))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private Admin admin() {
        Map<String, Object> settings = properties.brokers();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "command-side-topics");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return Admin.create(settings);
    }
}
