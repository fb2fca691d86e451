package pms.analytics.projection;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;

/** Runs the one {@link Projection} of the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfiguration {

    /** So many are worth a transaction at once. */
    private static final int LINGERING_BYTES = 64 * 1024;

    @Bean
    Watermark watermark() {
        return new Watermark();
    }

    @Bean
    WatermarkTail watermarkTail(
            ConnectionFactory connections, Projection projection, ProjectionSettings settings, Watermark watermark) {
        return new WatermarkTail(connections, projection.name(), settings.slowPoll(), watermark);
    }

    @Bean
    DeadLetters deadLetters(Projection projection, ProjectionSettings settings) {
        return new DeadLetters(KafkaSender.create(senderOptions(settings)), projection.name());
    }

    @Bean
    ProjectionLoop projectionLoop(
            Projection projection,
            ProjectionSettings settings,
            ConnectionFactory connections,
            ReactiveTransactionManager transactions,
            DeadLetters deadLetters,
            Watermark watermark) {
        var progress = new ProgressStore(DatabaseClient.create(connections), projection.name(), settings.topic());
        var transaction =
                new BatchTransaction(projection, progress, deadLetters, TransactionalOperator.create(transactions));
        return new ProjectionLoop(
                new RecordSource(receiverOptions(settings), progress),
                new BatchProcessor(transaction, settings.batchTimeout()),
                watermark);
    }

    /** A rebalance never waits for batches at hand (they are harmless by the row locks), and nothing is committed. */
    private static ReceiverOptions<String, byte[]> receiverOptions(ProjectionSettings settings) {
        var options = ReceiverOptions.<String, byte[]>create();
        if (settings.linger().isPositive()) {
            options = options.consumerProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, LINGERING_BYTES)
                    .consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(settings.linger()));
        }
        return options.consumerProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers())
                .consumerProperty(ConsumerConfig.GROUP_ID_CONFIG, settings.group())
                .consumerProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .consumerProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)
                .consumerProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize())
                .consumerProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, millis(settings.topicRefresh()))
                .consumerProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(settings.sessionTimeout()))
                .consumerProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(settings.sessionTimeout()) / 3)
                .withKeyDeserializer(new StringDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                .commitInterval(Duration.ZERO)
                .commitBatchSize(0)
                .maxDelayRebalance(Duration.ZERO)
                .subscription(List.of(settings.topic()));
    }

    private static SenderOptions<String, byte[]> senderOptions(ProjectionSettings settings) {
        return SenderOptions.<String, byte[]>create()
                .producerProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers())
                .producerProperty(ProducerConfig.ACKS_CONFIG, "all")
                .producerProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .producerProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000)
                .producerProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000)
                .producerProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000)
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new ByteArraySerializer());
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
