package pms.query.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;

/**
 * The records of a topic, from where the projection stands.
 *
 * <p>Kafka's own offsets are neither committed nor used: the database knows better, also after it was restored from a
 * backup. An assigned partition is read from its beginning until the stored place is known a moment later, which is
 * why no partition has to be paused; what comes twice is left out by its position.
 */
final class RecordSource {

    private final ReceiverOptions<String, byte[]> options;
    private final ProgressStore progress;

    RecordSource(ReceiverOptions<String, byte[]> options, ProgressStore progress) {
        this.options = options;
        this.progress = progress;
    }

    /** One list a poll, never empty. Cold: each subscription is a consumer of its own. Fails when the consumer does. */
    Flux<List<Incoming>> batches() {
        Sinks.Many<Set<TopicPartition>> assigned = Sinks.many().unicast().onBackpressureBuffer();
        KafkaReceiver<String, byte[]> receiver = KafkaReceiver.create(options.addAssignListener(
                partitions -> assigned.emitNext(names(partitions), Sinks.EmitFailureHandler.FAIL_FAST)));
        Flux<List<Incoming>> records = receiver.receiveBatch(1)
                .concatMap(batch -> batch.<Incoming>map(RecordDecoder::decode).collectList(), 1);
        Flux<List<Incoming>> seeks = assigned.asFlux()
                .concatMap(partitions -> seekToStored(receiver, partitions).then(Mono.<List<Incoming>>empty()));
        return Flux.merge(1, records, seeks);
    }

    private static Set<TopicPartition> names(Collection<ReceiverPartition> partitions) {
        return partitions.stream().map(ReceiverPartition::topicPartition).collect(Collectors.toSet());
    }

    private Mono<Boolean> seekToStored(KafkaReceiver<String, byte[]> receiver, Set<TopicPartition> partitions) {
        return progress.nextOffsets(
                        partitions.stream().map(TopicPartition::partition).toList())
                .flatMap(stored -> receiver.doOnConsumer(consumer -> seek(consumer, partitions, stored)))
                .checkpoint("seek to the stored offsets");
    }

    private static boolean seek(
            Consumer<String, byte[]> consumer, Set<TopicPartition> partitions, Map<Integer, Long> stored) {
        Set<TopicPartition> assigned = consumer.assignment();
        partitions.stream()
                .filter(partition -> assigned.contains(partition) && stored.containsKey(partition.partition()))
                .forEach(partition -> consumer.seek(partition, stored.getOrDefault(partition.partition(), 0L)));
        return true;
    }
}
