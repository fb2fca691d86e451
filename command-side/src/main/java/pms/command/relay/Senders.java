package pms.command.relay;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;

/** Opens Kafka producers: idempotent, acknowledged by all replicas, sending at once. */
final class Senders {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final SenderOptions<String, byte[]> options;

    Senders(KafkaProperties properties) {
        options = SenderOptions.<String, byte[]>create(producerSettings(properties))
                .maxInFlight(properties.maxInFlight())
                // Off the producer's network thread.
                .scheduler(Schedulers.parallel())
                .closeTimeout(CLOSE_TIMEOUT)
                .stopOnError(true);
    }

    Mono<KafkaSender<String, byte[]>> open() {
        return Mono.fromSupplier(() -> KafkaSender.create(options));
    }

    /** Closing waits for the producer's thread. */
    Mono<Void> close(KafkaSender<String, byte[]> sender) {
        return Mono.<Void>fromRunnable(sender::close).subscribeOn(Schedulers.boundedElastic());
    }

    private static Map<String, Object> producerSettings(KafkaProperties properties) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                properties.bootstrap(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "command-side-relay",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                METADATA_TIMEOUT.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) REQUEST_TIMEOUT.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) properties.deliveryTimeout().toMillis());
    }
}
