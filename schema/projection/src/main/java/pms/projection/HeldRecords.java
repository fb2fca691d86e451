package pms.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one projection holds back, and how it is applied after all.
 *
 * <p>A subject's records are applied in their order, each in a transaction of its own that also takes it off the list and
 * holds the lock of its partition: so a record of that subject which arrives meanwhile either waits behind the others or
 * is applied after the last of them. The first that still can't be applied ends it for its subject.
 */
public final class HeldRecords {

    private static final Logger LOG = LoggerFactory.getLogger(HeldRecords.class);

    private final Projection projection;
    private final KeptViews keptViews;
    private final RecordReader reader;
    private final ProgressStore progress;
    private final HeldRows rows;
    private final TransactionalOperator transaction;
    private final Duration timeout;
    private final HeldHeads heads;

    /**
     * How a replay went.
     *
     * @param applied so many records
     * @param stuck those that still can't be applied; what is behind them waits
     */
    public record Replayed(long applied, List<Stuck> stuck) {}

    /** A record that still can't be applied. */
    public record Stuck(String projection, String topic, int partition, long offset, String subject, String reason) {}

    HeldRecords(
            Projection projection,
            RecordReader reader,
            ProgressStore progress,
            DatabaseClient database,
            TransactionalOperator transaction,
            Duration timeout) {
        this.projection = projection;
        this.keptViews = new KeptViews(projection);
        this.reader = reader;
        this.progress = progress;
        this.rows = new HeldRows(database, projection.name());
        this.transaction = transaction;
        this.timeout = timeout;
        this.heads = new HeldHeads(database, projection.name());
    }

    String projection() {
        return projection.name();
    }

    RecordReader reader() {
        return reader;
    }

    /** In the order in which they are to be applied, {@code limit} at most. */
    Flux<HeldRecord> list(@Nullable String subject, int limit) {
        return rows.list(subject, limit);
    }

    /** The one of the earliest edition; empty when none is held. */
    Mono<HeldRecord> one(String topic, int partition, long offset) {
        return rows.one(topic, partition, offset);
    }

    /**
     * Applies what is held, in order.
     *
     * @param subject whose records; null for all
     */
    Mono<Replayed> replay(@Nullable String subject) {
        return heads.of(subject)
                .concatMap(this::replayFrom, 1)
                .collect(Tally::new, Tally::add)
                .map(Tally::replayed)
                .checkpoint("replay of dead letters");
    }

    /**
     * Gives one record up, and applies what waited behind it. Empty when it is not held; fails with 409 when this
     * projection gives nothing up.
     */
    Mono<Replayed> drop(String topic, int partition, long offset) {
        if (!projection.mayGiveUp()) {
            return Mono.error(() -> new ResponseStatusException(HttpStatus.CONFLICT));
        }
        return rows.one(topic, partition, offset)
                .flatMap(held -> giveUp(held)
                        .doOnSuccess(
                                done -> LOG.warn("given up: {}, position {}: {}", held, held.position(), held.reason()))
                        .then(Mono.defer(() -> held.subject().isEmpty()
                                ? Mono.just(new Replayed(0, List.of()))
                                : replay(held.subject()))));
    }

    /** Under the partition's lock: a batch that holds something back behind it has ended then. */
    private Mono<Void> giveUp(HeldRecord held) {
        return progress.begin(Set.of(held.partition()), Set.of())
                .then(rows.take(held))
                .then(Mono.defer(() -> rows.remember(held)))
                .as(transaction::transactional)
                .as(Uninterrupted::of);
    }

    /** How far one subject came. */
    private record Line(long applied, List<Stuck> stuck) {}

    /** How far all came; what is stuck is kept, for the operator needs to know each. */
    private static final class Tally {
        private final List<Stuck> stuck = new ArrayList<>();
        private long applied;

        void add(Line line) {
            applied += line.applied();
            stuck.addAll(line.stuck());
        }

        Replayed replayed() {
            return new Replayed(applied, List.copyOf(stuck));
        }
    }

    private Mono<Line> replayFrom(HeldRecord head) {
        return head.subject().isEmpty()
                ? applied(head)
                : subjectFrom(head).reduce(new Line(0, List.of()), HeldRecords::sum);
    }

    private Flux<Line> subjectFrom(HeldRecord head) {
        return applied(head)
                .expand(line -> line.stuck().isEmpty()
                        ? rows.list(head.subject(), 1).next().flatMap(this::applied)
                        : Mono.empty());
    }

    private static Line sum(Line one, Line other) {
        return new Line(one.applied() + other.applied(), other.stuck());
    }

    private Mono<Line> applied(HeldRecord held) {
        return apply(held)
                .as(transaction::transactional)
                .timeout(timeout)
                .as(Uninterrupted::of)
                .thenReturn(new Line(1, List.of()))
                .onErrorResume(Faults::isPoison, fault -> stuck(held, fault));
    }

    /** The lock comes first; who finds the record gone then, has nothing to do. */
    private Mono<Void> apply(HeldRecord held) {
        return progress.begin(Set.of(held.partition()), Set.of())
                .flatMap(standing -> rows.again(held)
                        .flatMap(found -> Mono.fromCallable(() -> found.read(reader))
                                .flatMap(incoming -> apply(incoming, keptViews.in(standing)))
                                .then(rows.take(found))));
    }

    private Mono<Void> apply(Incoming incoming, Set<String> views) {
        EventRecord event = incoming.event();
        return event == null
                ? Mono.error(new UnreadableRecord(String.valueOf(incoming.reason()), null))
                : projection.apply(List.of(event), views);
    }

    private Mono<Line> stuck(HeldRecord held, Throwable fault) {
        String reason = Faults.reason(fault);
        LOG.warn("still can't be applied: {}, position {}: {}", held, held.position(), reason);
        return rows.stuck(held, reason, Faults.trace(fault))
                .thenReturn(new Line(
                        0,
                        List.of(new Stuck(
                                held.projection(),
                                held.topic(),
                                held.partition(),
                                held.offset(),
                                held.subject(),
                                reason))));
    }
}
