package pms.projection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderRecord;

/**
 * Sends what can't be applied to {@code <topic>.dlq}: the record as it came, with where it came from and why in headers.
 *
 * <p>At least once, and in order for one key. A sender of its own, closed by its owner.
 */
public final class DeadLetters implements DeadLetterBox, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /**
     * What the headers add to a record at most, and the bytes that Kafka adds: a character of theirs is 3 bytes at most,
     * names and numbers are short. The largest record of a topic (1 MiB, Kafka's default) must fit with them; topics of
     * dead letters are made for as much.
     */
    static final int HEADROOM_BYTES = 64 * 1024;

    private static final int MOST_OF_A_REASON = 2_000;
    private static final int MOST_OF_A_TRACE = 4_000;

    private final KafkaSender<String, byte[]> sender;
    private final String projection;

    DeadLetters(KafkaSender<String, byte[]> sender, String projection) {
        this.sender = sender;
        this.projection = projection;
    }

    /** Completes when the brokers have them all; fails when one could not be sent. */
    @Override
    public Mono<Void> send(List<Incoming> dead) {
        return sender.send(Flux.fromIterable(dead).map(this::letter))
                .publishOn(Schedulers.parallel())
                .doOnNext(sent -> report(sent.correlationMetadata()))
                .then();
    }

    private SenderRecord<String, byte[], Incoming> letter(Incoming dead) {
        var source = dead.source();
        var letter = new ProducerRecord<>(
                source.topic() + ".dlq", null, null, source.key(), source.value(), source.headers());
        add(letter.headers(), "dlq_projection", projection);
        add(letter.headers(), "dlq_topic", source.topic());
        add(letter.headers(), "dlq_partition", Integer.toString(source.partition()));
        add(letter.headers(), "dlq_offset", Long.toString(source.offset()));
        add(letter.headers(), "dlq_reason", atMost(MOST_OF_A_REASON, Objects.requireNonNullElse(dead.reason(), "")));
        add(letter.headers(), "dlq_trace", atMost(MOST_OF_A_TRACE, dead.trace()));
        return SenderRecord.create(letter, dead);
    }

    private static String atMost(int characters, String text) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void report(Incoming dead) {
        LOG.error(
                "{}: dead-lettered {}-{}@{}, position {}: {}",
                projection,
                dead.source().topic(),
                dead.partition(),
                dead.source().offset(),
                dead.position(),
                dead.reason());
    }

    @Override
    public void close() {
        sender.close();
    }
}
