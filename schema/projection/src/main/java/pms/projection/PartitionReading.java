package pms.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Reads some partitions from given places up to given bounds, without a consumer group. One batch is read ahead at most.
 *
 * <p>Not thread-safe: {@link #batches} keeps it to one thread at a time.
 */
final class PartitionReading implements AutoCloseable {

    /** What is to be read is there: a batch waits for it to be whole, as few large ones cost less than many small ones. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordReader reader;
    private final Function<EventRecord, @Nullable Object> decode;
    private final BatchSize size;
    private final Map<Integer, Progress> seen = new HashMap<>();
    private final Map<Integer, Bound> open;

    private PartitionReading(
            KafkaConsumer<String, byte[]> consumer,
            RecordReader reader,
            Function<EventRecord, @Nullable Object> decode,
            BatchSize size,
            Map<Integer, Bound> bounds) {
        this.consumer = consumer;
        this.reader = reader;
        this.decode = decode;
        this.size = size;
        this.open = new HashMap<>(bounds);
    }

    /**
     * When a batch is full, by what comes first. Three are in memory at a time.
     *
     * @param bytes of payloads, about
     */
    record BatchSize(int records, long bytes) {}

    /**
     * The records up to the bounds, none of the batches empty. Cold; each subscription is a consumer of its own. Fails with
     * {@link TopicMadeAnew} when a place lies behind the end of its partition.
     *
     * @param decode what is made of each event already here, {@link Projection#decode}
     */
    static Flux<List<Incoming>> batches(
            KafkaOptions kafka,
            BatchSize size,
            RecordReader reader,
            Function<EventRecord, @Nullable Object> decode,
            Map<Integer, Progress> from,
            Map<Integer, Bound> bounds) {
        return Flux.<List<Incoming>, PartitionReading>generate(
                        () -> open(kafka, size, reader, decode, from, bounds),
                        PartitionReading::next,
                        PartitionReading::close)
                .subscribeOn(Schedulers.boundedElastic())
                .cancelOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.parallel(), 1)
                .filter(batch -> !batch.isEmpty());
    }

    private static PartitionReading open(
            KafkaOptions kafka,
            BatchSize size,
            RecordReader reader,
            Function<EventRecord, @Nullable Object> decode,
            Map<Integer, Progress> from,
            Map<Integer, Bound> bounds) {
        var consumer = new KafkaConsumer<String, byte[]>(kafka.withoutGroup(size.records()));
        var reading = new PartitionReading(consumer, reader, decode, size, bounds);
        try {
            reading.seek(kafka.settings().topic(), from);
            return reading;
        } catch (RuntimeException failure) {
            reading.close();
            throw failure;
        }
    }

    private void seek(String topic, Map<Integer, Progress> from) {
        Map<TopicPartition, Progress> places = open.keySet().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition),
                        partition -> from.getOrDefault(partition, Progress.NONE)));
        consumer.assign(places.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(places.keySet());
        Map<Integer, Long> beyond = places.entrySet().stream()
                .filter(place -> place.getValue().nextOffset() > ends.getOrDefault(place.getKey(), Long.MAX_VALUE))
                .collect(Collectors.toMap(place -> place.getKey().partition(), place -> 0L));
        if (!beyond.isEmpty()) {
            throw new TopicMadeAnew(beyond);
        }
        places.forEach((partition, place) -> {
            consumer.seek(partition, place.nextOffset());
            seen.put(partition.partition(), place);
        });
    }

    private PartitionReading next(SynchronousSink<List<Incoming>> sink) {
        List<Incoming> batch = new ArrayList<>();
        boolean more = true;
        long bytes = 0;
        while (more && !open.isEmpty() && batch.size() < size.records() && bytes < size.bytes()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> source : polled) {
                add(source, batch);
                bytes += Math.max(0, source.serializedValueSize());
            }
            more = !polled.isEmpty();
        }
        sink.next(batch);
        if (open.isEmpty()) {
            sink.complete();
        }
        return this;
    }

    private void add(ConsumerRecord<String, byte[]> source, List<Incoming> batch) {
        Bound bound = open.get(source.partition());
        long position = reader.position(source);
        if (bound == null || !bound.includes(source, position)) {
            return;
        }
        Incoming incoming =
                Incoming.of(source, reader, position).decoded(decode).packed();
        batch.add(incoming);
        Progress now = seen.getOrDefault(source.partition(), Progress.NONE).after(incoming);
        seen.put(source.partition(), now);
        if (bound.isReachedBy(now)) {
            open.remove(source.partition());
            consumer.pause(List.of(new TopicPartition(source.topic(), source.partition())));
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
    }
}
