package pms.command.relay;

import java.util.List;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.leading.Tenure;
import pms.command.progress.Checkpoints;
import pms.command.progress.FinishedPrefix;
import pms.command.relay.Losses.Start;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.SenderResult;

/**
 * Publishes the log to Kafka from where it got to last. At least once: after any failure the records behind the
 * checkpoint are sent again. Each event is followed by its entry in the audit topic; the checkpoint passes a position when
 * both are acknowledged.
 *
 * <p><b>Order.</b> In each partition the first sendings stand in position order and none is missing, also when a relay that
 * stood still wakes up beside its successor. For each session (a producer's life) sends, of one partition, a run without
 * a gap: the tail has none, one request at a time is under way, and after a failure nothing more is sent
 * ({@link StrictProducers}). And each begins behind a position up to which all was acknowledged, by whomever. Suppose that
 * y stood in front of the first x, though x &lt; y. The session that sent this y began below x, then it sent x before; or
 * it began at or above x, then x was acknowledged before. So a reader that skips what is at or below the last position
 * that it took from a partition misses nothing.
 *
 * <p><b>Progress.</b> It is saved under the session's term, so that one whose turn has passed sets nothing back. What Kafka
 * lost after it had acknowledged it is found at the next start of a session ({@link Losses}) and sent again.
 */
final class Relay {

    static final String NAME = "relay";

    private final EventStore events;
    private final RelayProgress progress;
    private final Losses losses;
    private final Topics topics;
    private final Senders senders;
    private final KafkaProperties properties;

    Relay(EventStore events, RelayProgress progress, Topics topics, Senders senders, KafkaProperties properties) {
        this.events = events;
        this.progress = progress;
        this.losses = new Losses(progress, topics, properties);
        this.topics = topics;
        this.senders = senders;
        this.properties = properties;
    }

    /** Relays until cancelled or failed; emits the positions that it has saved as done. */
    Flux<Long> run(Tenure tenure) {
        return topics.ensure()
                .then(losses.look(tenure))
                .flatMapMany(start -> Checkpoints.saveAsTheyCome(
                        acknowledged(start),
                        position ->
                                progress.save(tenure, position, start.marks().all())))
                .onErrorResume(
                        LostRecords.class, lost -> losses.setBack(tenure, lost).then(Mono.error(lost)))
                .checkpoint("relay");
    }

    /** A fresh producer each time: one that failed sends no more. */
    private Flux<Long> acknowledged(Start start) {
        return Flux.usingWhen(
                senders.open(start.marks()).map(sender -> RelaySession.of(sender, properties.maxInFlight())),
                session -> acknowledged(session, start),
                session -> session.close(senders.close(session.sender())));
    }

    private Flux<Long> acknowledged(RelaySession session, Start start) {
        FinishedPrefix done = new FinishedPrefix(start.after());
        BothSent both = new BothSent();
        return session.sender()
                .send(session.onItsThread(
                        events.tail(start.after()).concatMapIterable(event -> records(event, start.edition()))))
                .concatMap(Relay::positionOf)
                .concatMap(both::acknowledged)
                .map(done::finish);
    }

    private List<SenderRecord<String, byte[], Long>> records(StoredEvent event, long edition) {
        return List.of(
                SenderRecord.create(EventRecords.of(properties.topic(), event, edition), event.position()),
                SenderRecord.create(AuditRecords.of(properties.auditTopic(), event, edition), event.position()));
    }

    private static Mono<Long> positionOf(SenderResult<Long> result) {
        return result.exception() == null ? Mono.just(result.correlationMetadata()) : Mono.error(result.exception());
    }
}
