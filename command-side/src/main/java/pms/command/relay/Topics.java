package pms.command.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Creates the topics that are missing; their records are kept for ever. */
final class Topics {

    /** Tenths of a second. */
    private static final int KNOWN_AFTER = 50;

    private final KafkaProperties properties;

    Topics(KafkaProperties properties) {
        this.properties = properties;
    }

    /** Completes when the topics are there. */
    Mono<Void> ensure() {
        return Mono.using(this::admin, this::ensure, Admin::close)
                .subscribeOn(Schedulers.boundedElastic())
                .checkpoint("create topics");
    }

    /** Kafka's ids of the topics that the relay writes, by name. */
    Mono<Map<String, String>> ids() {
        return Mono.using(this::admin, this::ids, Admin::close)
                .subscribeOn(Schedulers.boundedElastic())
                .checkpoint("look up topics");
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
                .retryWhen(Retry.fixedDelay(KNOWN_AFTER, Duration.ofMillis(100)).filter(Topics::isUnknown))
                .publishOn(Schedulers.boundedElastic());
    }

    private Mono<Void> ensure(Admin admin) {
        return Flux.just(
                        create(admin, properties.topic(), properties.partitions()),
                        create(admin, KafkaProperties.deadLettersOf(properties.topic()), properties.partitions()),
                        create(admin, properties.auditTopic(), 1),
                        create(admin, KafkaProperties.deadLettersOf(properties.auditTopic()), 1))
                .concatMap(created -> created)
                .then()
                // Closing the client joins its thread.
                .publishOn(Schedulers.boundedElastic());
    }

    private Mono<Void> create(Admin admin, String name, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), replicas())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
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

    private static boolean isUnknown(Throwable error) {
        return cause(error) instanceof UnknownTopicOrPartitionException;
    }

    private static @Nullable Throwable cause(Throwable error) {
        return error instanceof CompletionException ? error.getCause() : error;
    }

    private Admin admin() {
        return Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                properties.bootstrap(),
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "command-side-topics"));
    }
}
