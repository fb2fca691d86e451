package pms.command.relay;

import java.util.List;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.progress.Checkpoints;
import pms.command.progress.FinishedPrefix;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.SenderResult;

/**
 * Publishes the log to Kafka from where it got to last. At least once: after any failure the records behind the
 * checkpoint are sent again. Of one partition the first sendings are in position order and none is left out, also when
 * two relays overlap for a moment, since each sends without a gap from a checkpoint below which all is acknowledged.
 *
 * <p>Each event is followed by its entry in the audit topic; the checkpoint passes a position when both are there.
 */
final class Relay {

    static final String NAME = "relay";

    private final EventStore events;
    private final Checkpoints checkpoints;
    private final Topics topics;
    private final Senders senders;
    private final KafkaProperties properties;

    Relay(EventStore events, Checkpoints checkpoints, Topics topics, Senders senders, KafkaProperties properties) {
        this.events = events;
        this.checkpoints = checkpoints;
        this.topics = topics;
        this.senders = senders;
        this.properties = properties;
    }

    /** Relays until cancelled or failed; emits the positions that it has saved as done. */
    Flux<Long> run() {
        return topics.ensure()
                .then(checkpoints.load(NAME))
                .flatMapMany(after -> checkpoints.saveAsTheyCome(NAME, acknowledged(after)))
                .checkpoint("relay");
    }

    /** A fresh producer each time: one that failed may refuse to go on. */
    private Flux<Long> acknowledged(long after) {
        return Flux.usingWhen(senders.open(), sender -> acknowledged(sender, after), senders::close);
    }

    private Flux<Long> acknowledged(KafkaSender<String, byte[]> sender, long after) {
        return Flux.using(
                () -> Schedulers.newBoundedElastic(1, properties.maxInFlight(), "relay-send", 60, true),
                scheduler -> acknowledged(sender, after, scheduler),
                Scheduler::dispose);
    }

    /** Sending may wait for the broker's metadata: on a thread that may. */
    private Flux<Long> acknowledged(KafkaSender<String, byte[]> sender, long after, Scheduler scheduler) {
        FinishedPrefix done = new FinishedPrefix(after);
        BothSent both = new BothSent();
        return sender.send(events.tail(after).concatMapIterable(this::records).publishOn(scheduler))
                .concatMap(Relay::positionOf)
                .concatMap(both::acknowledged)
                .map(done::finish);
    }

    private List<SenderRecord<String, byte[], Long>> records(StoredEvent event) {
        return List.of(
                SenderRecord.create(EventRecords.of(properties.topic(), event), event.position()),
                SenderRecord.create(AuditRecords.of(properties.auditTopic(), event), event.position()));
    }

    private static Mono<Long> positionOf(SenderResult<Long> result) {
        return result.exception() == null ? Mono.just(result.correlationMetadata()) : Mono.error(result.exception());
    }
}
