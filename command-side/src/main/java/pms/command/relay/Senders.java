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

/** Opens Kafka producers: idempotent, acknowledged by all replicas, sending at once, and nothing behind a failure. */
final class Senders {

    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
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

    /** @param marks what was acknowledged before, and where what is acknowledged is noted */
    Mono<KafkaSender<String, byte[]>> open(Marks marks) {
        return Mono.fromSupplier(() -> KafkaSender.create(new StrictProducers(marks), options));
    }

    /** Closing waits for the producer's thread. */
    Mono<Void> close(KafkaSender<String, byte[]> sender) {
        return Mono.<Void>fromRunnable(sender::close).subscribeOn(Schedulers.boundedElastic());
    }

    private static Map<String, Object> producerSettings(KafkaProperties properties) {
        Map<String, Object> settings = properties.brokers();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "command-side-relay");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker without state of the producer takes a second batch before a first one that it refused. With
        // one request at a time the order of a partition holds from its first record on.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_TIMEOUT.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(shorter(REQUEST_TIMEOUT, properties)));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(properties.deliveryTimeout()));
        return settings;
    }

    /** Kafka wants a request to take no longer than a delivery. */
    private static Duration shorter(Duration timeout, KafkaProperties properties) {
        return timeout.compareTo(properties.deliveryTimeout()) < 0 ? timeout : properties.deliveryTimeout();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
