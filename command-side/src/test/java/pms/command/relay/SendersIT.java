package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.cli.runtime.KafkaBroker;
import pms.command.testing.Topic;
import pms.kafka.KafkaSecurity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.SenderRecord;
import reactor.test.StepVerifier;

class SendersIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration BETWEEN_TWO = Duration.ofMillis(20);
    private static final int BEFORE_THE_FAULT = 20;
    /** So that each record is given up by itself, at its own age. */
    private static final int LARGER_THAN_A_BATCH = 20_000;

    private final KafkaBroker broker = KafkaBroker.startTemporary();
    private final KafkaProperties properties = new KafkaProperties(
            broker.bootstrapServers(),
            KafkaSecurity.PLAINTEXT,
            "events",
            "audit",
            1,
            (short) 0,
            10_000,
            Duration.ofSeconds(2));
    private final Senders senders = new Senders(properties);
    private final ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() throws IOException, InterruptedException {
        signal("CONT");
        broker.close();
    }

    /** The records that wait when one is given up are younger: the broker may be back in time for them. */
    @Test
    void sendsNothingThatComesBehindARecordThatFailed() {
        new Topics(properties)
                .ensure()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LONG);

        session(1)
                .concatMap(this::stopTheBrokerAt, 0)
                .onErrorResume(failure -> Mono.empty())
                .as(StepVerifier::create)
                .thenConsumeWhile(position -> true)
                .expectComplete()
                .verify(LONG);
        long next = acknowledged.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        session(next)
                .take(50)
                .as(StepVerifier::create)
                .expectNextCount(50)
                .expectComplete()
                .verify(LONG);

        requireNoGap(Topic.readFrom(broker.bootstrapServers(), properties.topic(), next + 49));
    }

    /** Ends as a relay's session does: the producer is closed when the flow has failed, while the broker comes back. */
    private Flux<Long> session(long first) {
        return Flux.usingWhen(
                senders.open(new Marks(Map.of(), List.of())),
                sender -> sender.send(Flux.interval(BETWEEN_TWO, Schedulers.boundedElastic())
                                .onBackpressureBuffer()
                                .map(n -> record(first + n)))
                        .map(result -> result.correlationMetadata())
                        .doOnNext(acknowledged::add)
                        .onErrorResume(failure -> signalled("CONT").then(Mono.error(failure))),
                senders::close);
    }

    private Mono<Void> stopTheBrokerAt(long position) {
        return position == BEFORE_THE_FAULT ? signalled("STOP") : Mono.empty();
    }

    private static void requireNoGap(List<ConsumerRecord<String, byte[]>> records) {
        Set<Long> seen = new HashSet<>();
        List<Long> first = new ArrayList<>();
        records.stream().map(Topic::position).filter(seen::add).forEach(first::add);
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i))
                    .as("the first sendings, in the topic's order")
                    .isEqualTo(i + 1L);
        }
    }

    private SenderRecord<String, byte[], Long> record(long position) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(properties.topic(), 0, "one patient", new byte[LARGER_THAN_A_BATCH]);
        record.headers()
                .add(new RecordHeader("ce_position", Long.toString(position).getBytes(StandardCharsets.UTF_8)));
        return SenderRecord.create(record, position);
    }

    private Mono<Void> signalled(String signal) {
        return Mono.<Void>fromCallable(() -> {
                    signal(signal);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(broker.process().pid()))
                .start()
                .waitFor();
    }
}
