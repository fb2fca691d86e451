package pms.projection;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;

/**
 * The records of a topic, from where the projection stands.
 *
 * <p>Kafka's own offsets are neither committed nor used: the database knows better, also after it was restored from a
 * backup. An assigned partition is read from its beginning until a first batch has come, and from the stored place then:
 * no partition has to be paused meanwhile, since what comes twice is left out by its position.
 */
final class RecordSource {

    private static final Logger LOG = LoggerFactory.getLogger(RecordSource.class);

    private final ReceiverOptions<String, byte[]> options;
    private final ProgressStore progress;
    private final RecordReader reader;

    RecordSource(ReceiverOptions<String, byte[]> options, ProgressStore progress, RecordReader reader) {
        this.options = options;
        this.progress = progress;
        this.reader = reader;
    }

    /**
     * Takes the step with each list that a poll brings, one at a time. Cold: each subscription is a consumer of its own.
     * Fails when the consumer or the step does; after {@code stop} the step at hand is finished first.
     *
     * <p>One operator does all, since each operator here would hold a list of its own: so at most one list waits, and
     * what else arrives meanwhile waits in the consumer and comes as one larger list.
     */
    <T> Flux<T> forEachBatch(Function<List<Incoming>, Mono<T>> step, Mono<Void> stop) {
        Queue<TopicPartition> assigned = new ConcurrentLinkedQueue<>();
        KafkaReceiver<String, byte[]> receiver = KafkaReceiver.create(options.addAssignListener(
                partitions -> partitions.forEach(partition -> assigned.add(partition.topicPartition()))));
        return receiver.receiveBatch(1)
                .takeUntilOther(stop)
                .concatMap(
                        records -> seekToStored(receiver, taken(assigned))
                                .then(decoded(records))
                                .flatMap(step),
                        0);
    }

    private Mono<List<Incoming>> decoded(Flux<ReceiverRecord<String, byte[]>> records) {
        return records.<Incoming>map(source -> Incoming.of(source, reader)).collectList();
    }

    private static Set<TopicPartition> taken(Queue<TopicPartition> assigned) {
        Set<TopicPartition> taken = new HashSet<>();
        for (TopicPartition next = assigned.poll(); next != null; next = assigned.poll()) {
            taken.add(next);
        }
        return taken;
    }

    private Mono<Void> seekToStored(KafkaReceiver<String, byte[]> receiver, Set<TopicPartition> partitions) {
        return partitions.isEmpty()
                ? Mono.empty()
                : progress.nextOffsets(partitions.stream()
                                .map(TopicPartition::partition)
                                .toList())
                        .flatMap(stored -> receiver.doOnConsumer(consumer -> seek(consumer, partitions, stored)))
                        .flatMap(this::restart)
                        .checkpoint("seek to the stored offsets");
    }

    /** What is stored beyond the end is of records that the brokers have lost: all that is there is read again. */
    private Mono<Void> restart(Set<TopicPartition> beyondTheEnd) {
        if (beyondTheEnd.isEmpty()) {
            return Mono.empty();
        }
        LOG.warn("The topic is shorter than it was; it is read from its beginning: {}", beyondTheEnd);
        return progress.restart(
                beyondTheEnd.stream().collect(Collectors.toMap(TopicPartition::partition, partition -> 0L)),
                reader.positionsAreOffsets());
    }

    /** Answers those partitions that end before the stored place, after a seek to their beginning. */
    private static Set<TopicPartition> seek(
            Consumer<String, byte[]> consumer, Set<TopicPartition> partitions, Map<Integer, Long> stored) {
        Set<TopicPartition> assigned = consumer.assignment();
        Map<TopicPartition, Long> wanted = partitions.stream()
                .filter(partition -> assigned.contains(partition) && stored.containsKey(partition.partition()))
                .collect(Collectors.toMap(
                        partition -> partition, partition -> stored.getOrDefault(partition.partition(), 0L)));
        Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
        Set<TopicPartition> beyondTheEnd = wanted.keySet().stream()
                .filter(partition -> wanted.getOrDefault(partition, 0L) > ends.getOrDefault(partition, Long.MAX_VALUE))
                .collect(Collectors.toSet());
        wanted.forEach((partition, offset) -> consumer.seek(partition, beyondTheEnd.contains(partition) ? 0L : offset));
        return beyondTheEnd;
    }
}
