package pms.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.schema.audit.v1.AccessEntry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.SenderResult;

/**
 * Puts accesses on the audit topic. An answer that shows something waits for {@link #record}: nobody has seen what is
 * not on record. An entry whose acknowledgement was lost may be on record though nothing was shown.
 *
 * <p>Thread-safe. Waits {@link #PATIENCE} at most, and lets {@link #MAX_WAITING} accesses wait at a time.
 */
public final class AccessTrail implements AutoCloseable {

    /** The longest that one entry may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    static final int MAX_WAITING = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(AccessTrail.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final SenderOptions<String, byte[]> options;
    private final AtomicReference<KafkaSender<String, byte[]>> sender;
    private final Scheduler sending;
    private final String topic;
    private final String service;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A trail with a producer of its own, which connects when the first access comes.
     *
     * @param brokers what a client of Kafka's brokers is made with: where they are and how they are spoken to
     * @param topic has one partition, so that there is one order
     * @param service that writes, by its module's name
     */
    public AccessTrail(Map<String, Object> brokers, String topic, String service, Clock clock) {
        this.options = options(brokers, service);
        this.sender = new AtomicReference<>(KafkaSender.create(options));
        this.sending = Schedulers.newBoundedElastic(1, MAX_WAITING, "audit", 60, true);
        this.topic = topic;
        this.service = service;
        this.clock = clock;
    }

    /**
     * Completes when all in-sync replicas have the entry. Fails with {@link AuditUnavailable}. Each subscription writes
     * an entry of its own.
     */
    public Mono<Void> record(Access access) {
        return Mono.defer(() -> waiting.incrementAndGet() > MAX_WAITING
                        ? Mono.error(new AuditUnavailable("too many entries wait", null))
                        : sent(access))
                .doFinally(signal -> waiting.decrementAndGet())
                .checkpoint("audit " + access.action());
    }

    /** The same where nothing is shown: for a refusal the answer stays what it is. What can't be written is logged. */
    public Mono<Void> note(Access access) {
        return record(access).onErrorResume(AuditUnavailable.class, away -> {
            LOG.error(
                    "not on record: {} {} by {}: {}",
                    access.action(),
                    access.outcome(),
                    access.asker().actor(),
                    away.getMessage());
            return Mono.empty();
        });
    }

    /** Making the producer looks up the brokers' names: on a thread that may wait. */
    private Mono<Void> sent(Access access) {
        return Mono.fromSupplier(() -> entry(access))
                .flatMap(entry -> sent(sender.get(), entry))
                .flatMap(AccessTrail::acknowledged)
                .timeout(PATIENCE)
                .onErrorMap(fault -> new AuditUnavailable("the audit topic can't be written", fault));
    }

    private Mono<SenderResult<String>> sent(
            KafkaSender<String, byte[]> producer, SenderRecord<String, byte[], String> entry) {
        return producer.send(Mono.just(entry))
                .single()
                .subscribeOn(sending)
                .doOnError(
                        AccessTrail::wasNotMade, fault -> sender.compareAndSet(producer, KafkaSender.create(options)));
    }

    /** A sender keeps for ever that its producer could not be made, as when no broker's name was known yet. */
    private static boolean wasNotMade(Throwable fault) {
        return fault instanceof ConfigException || fault.getCause() instanceof ConfigException;
    }

    private SenderRecord<String, byte[], String> entry(Access access) {
        AccessEntry entry = access.entry(UUID.randomUUID(), clock.instant(), service);
        var sent = new ProducerRecord<>(topic, 0, entry.getActor(), entry.toByteArray());
        return SenderRecord.create(sent, entry.getAction());
    }

    private static Mono<Void> acknowledged(SenderResult<String> result) {
        Exception failure = result.exception();
        return failure == null ? Mono.empty() : Mono.error(failure);
    }

    /** Waits for what is under way, within a few seconds. */
    @Override
    public void close() {
        sender.get().close();
        sending.dispose();
    }

    private static SenderOptions<String, byte[]> options(Map<String, Object> brokers, String service) {
        int patienceMillis = Math.toIntExact(PATIENCE.toMillis());
        return SenderOptions.<String, byte[]>create(brokers)
                .producerProperty(ProducerConfig.CLIENT_ID_CONFIG, service + "-audit")
                .producerProperty(ProducerConfig.ACKS_CONFIG, "all")
                .producerProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .producerProperty(ProducerConfig.LINGER_MS_CONFIG, 0)
                .producerProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis / 2)
                .producerProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis / 2)
                .producerProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis)
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new ByteArraySerializer())
                .maxInFlight(1) // of one call, which sends one record
                .scheduler(Schedulers.parallel()) // off the producer's network thread
                .closeTimeout(CLOSE_TIMEOUT)
                .stopOnError(true);
    }
}
