package pms.command.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.command.leading.Tenure;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Notices that Kafka lost what it had acknowledged, and says from where to publish again. Kafka acknowledges without
 * writing to disk, so a power cut may take the end of a partition; a topic may be deleted, or a broker come back without
 * its disk.
 */
final class Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final RelayProgress progress;
    private final Topics topics;
    private final KafkaProperties properties;

    Losses(RelayProgress progress, Topics topics, KafkaProperties properties) {
        this.progress = progress;
        this.topics = topics;
        this.properties = properties;
    }

    /** Where to begin; the checkpoint is set back when that is before it. For topics that are there. */
    Mono<Start> look(Tenure tenure) {
        return Mono.zip(topics.ids(), progress.marks())
                .flatMap(known -> found(tenure, known.getT1(), ours(known.getT2())))
                .flatMap(found -> begun(tenure, found))
                .checkpoint("look for lost records");
    }

    /** Makes sure that what was lost while sending is sent again. */
    Mono<Void> setBack(Tenure tenure, LostRecords lost) {
        return content(content -> content.positionBelow(lost.partition(), lost.firstOffset()))
                .doOnNext(position -> LOG.error(
                        "{}; publishing again behind position {}. One batch stands before what is sent again:"
                                + " see ./pms republish",
                        lost.getMessage(),
                        position))
                .flatMap(position -> progress.setBack(tenure, position, List.of(lost.partition())));
    }

    private List<Mark> ours(List<Mark> marks) {
        return marks.stream()
                .filter(mark -> mark.partition().topic().equals(properties.topic())
                        || mark.partition().topic().equals(properties.auditTopic()))
                .toList();
    }

    private Mono<Found> found(Tenure tenure, Map<String, String> ids, List<Mark> marks) {
        return content(content -> new Comparison(content, ids).of(marks, tenure.position(), properties.topic()))
                .map(losses -> new Found(ids, marks, losses));
    }

    private Mono<Start> begun(Tenure tenure, Found found) {
        if (found.losses().isEmpty()) {
            Marks marks = new Marks(found.ids(), found.marks());
            return progress.edition(tenure.name()).map(edition -> new Start(tenure.position(), marks, edition));
        }
        long after = found.losses().values().stream().mapToLong(Long::longValue).reduce(tenure.position(), Math::min);
        LOG.error(
                "Kafka has lost acknowledged records of {}; publishing again behind position {}",
                found.losses().keySet(),
                after);
        List<Mark> whole = found.marks().stream()
                .filter(mark -> !found.losses().containsKey(mark.partition()))
                .toList();
        return progress.setBack(tenure, after, new ArrayList<>(found.losses().keySet()))
                .thenReturn(new Start(after, new Marks(found.ids(), whole), tenure.term()));
    }

    private <T> Mono<T> content(Function<TopicContent, T> look) {
        return Mono.fromCallable(() -> {
                    try (TopicContent content = new TopicContent(properties)) {
                        return look.apply(content);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Where a session begins.
     *
     * @param after the position behind which to send; all up to it is there
     * @param edition that the records say they are of
     */
    record Start(long after, Marks marks, long edition) {}

    /**
     * @param losses the partitions that have lost something, and the position up to which each is whole
     */
    private record Found(Map<String, String> ids, List<Mark> marks, Map<TopicPartition, Long> losses) {}

    /** Compares what was acknowledged with what is there. */
    private record Comparison(TopicContent content, Map<String, String> ids) {

        /** A log of before there were marks: at least something must be there. */
        Map<TopicPartition, Long> of(List<Mark> marks, long relayed, String topic) {
            if (marks.isEmpty() && relayed > 0 && content.isEmpty(topic)) {
                return Map.of(new TopicPartition(topic, 0), 0L);
            }
            return of(marks);
        }

        private Map<TopicPartition, Long> of(List<Mark> marks) {
            Map<TopicPartition, Long> losses = new HashMap<>();
            List<Mark> sameTopic = new ArrayList<>();
            for (Mark mark : marks) {
                if (mark.topicId().equals(ids.get(mark.partition().topic()))) {
                    sameTopic.add(mark);
                } else {
                    losses.put(mark.partition(), 0L);
                }
            }
            if (!sameTopic.isEmpty()) {
                compare(sameTopic, losses);
            }
            return losses;
        }

        private void compare(List<Mark> marks, Map<TopicPartition, Long> losses) {
            Map<TopicPartition, Long> ends =
                    content.ends(marks.stream().map(Mark::partition).toList());
            Map<TopicPartition, Long> toRead = new HashMap<>();
            for (Mark mark : marks) {
                long end = ends.getOrDefault(mark.partition(), 0L);
                if (mark.offset() < end) {
                    toRead.put(mark.partition(), mark.offset());
                } else {
                    losses.put(mark.partition(), wholeUpTo(mark, end));
                }
            }
            Map<TopicPartition, Long> positions = content.positionsAt(toRead);
            marks.stream()
                    .filter(mark -> toRead.containsKey(mark.partition()))
                    .filter(mark -> !Long.valueOf(mark.position()).equals(positions.get(mark.partition())))
                    .forEach(mark -> losses.put(mark.partition(), 0L));
        }

        /** What stands behind a loss already does not tell where the loss began. */
        private long wholeUpTo(Mark mark, long end) {
            long last = content.positionBelow(mark.partition(), end);
            return last < mark.position() ? last : 0;
        }
    }
}
