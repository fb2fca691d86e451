package pms.command.eventstore;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The event store on PostgreSQL. Takes two connections of its own, one for commits and one for notifications; reads
 * borrow one from the pool, a page at a time. Any number of instances may work on one database.
 *
 * <p>Starting does not need the database: it is connected to when it is there, and again whenever it was lost. All
 * connections must reach the primary.
 */
public final class PostgresEventStore implements EventStore {

    private static final Logger LOG = Loggers.getLogger(PostgresEventStore.class);

    private final EventStoreSettings settings;
    private final EventReader reader;
    private final GroupCommit groupCommit;
    private final WakeUp wakeUp;
    private final RecentEvents recent = new RecentEvents();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Sinks.Empty<Void> allCommitted = Sinks.empty();
    private final Disposable committing;
    private final Disposable listening;

    private PostgresEventStore(
            PostgresqlConnectionFactory own, ConnectionFactory pool, EventStoreSettings settings, CommitWatch watch) {
        this.settings = settings;
        this.reader = new EventReader(pool, settings);
        this.wakeUp = new WakeUp(own, settings.statementTimeout());
        this.groupCommit = new GroupCommit(own, settings, this::committed, watch);
        this.listening = wakeUp.run().subscribe();
        this.committing = groupCommit
                .run()
                .onErrorResume(this::breakDown)
                .doFinally(end -> endCommits())
                .subscribe();
    }

    /**
     * Starts a store.
     *
     * @param own makes the store's own connections, outside any pool
     * @param pool lends connections for reads; must say in time when it has none
     */
    public static PostgresEventStore start(
            PostgresqlConnectionFactory own, ConnectionFactory pool, EventStoreSettings settings) {
        return start(own, pool, settings, CommitWatch.NONE);
    }

    /** As above, and tells of its commits. */
    public static PostgresEventStore start(
            PostgresqlConnectionFactory own, ConnectionFactory pool, EventStoreSettings settings, CommitWatch watch) {
        return new PostgresEventStore(own, pool, settings, watch);
    }

    @Override
    public Mono<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return groupCommit.append(events, condition);
    }

    @Override
    public Flux<Page> pages(Criteria criteria, long after) {
        requirePosition(after);
        return Flux.defer(() -> new Pages(reader, criteria, after).all());
    }

    @Override
    public Flux<StoredEvent> readAll(long after) {
        requirePosition(after);
        return Flux.defer(() -> new Ranges(reader, settings.maxPageEvents(), after).all());
    }

    @Override
    public Flux<StoredEvent> tail(Criteria criteria, long after) {
        requirePosition(after);
        return Flux.defer(() -> new Tail(reader, recent, wakeUp, settings.pollInterval(), criteria, after).events())
                .takeUntilOther(closed.asMono());
    }

    @Override
    public Mono<Long> head() {
        return reader.head();
    }

    @Override
    public Mono<Long> positionBefore(Instant moment) {
        return reader.positionBefore(moment);
    }

    /**
     * Ends the tails, refuses new appends, finishes what was accepted and closes the store's own connections. What can't
     * be finished in {@link EventStoreSettings#closeTimeout} ends with an error. Never fails; may be called again. The
     * pool stays open.
     */
    public Mono<Void> close() {
        return Mono.fromRunnable(this::refuseNew)
                .then(allCommitted.asMono().timeout(settings.closeTimeout()).onErrorComplete())
                .then(Mono.defer(this::abandonRest));
    }

    private static void requirePosition(long after) {
        if (after < 0) {
            throw new IllegalArgumentException("after must not be negative: " + after);
        }
    }

    private void committed(List<StoredEvent> events) {
        if (!events.isEmpty()) {
            recent.add(events);
            wakeUp.committed(events.getLast().position());
        }
    }

    private void refuseNew() {
        if (closing.compareAndSet(false, true)) {
            closed.emitError(new StoreClosed(), Sinks.EmitFailureHandler.FAIL_FAST);
        }
        listening.dispose();
        groupCommit.close();
    }

    private Mono<Void> abandonRest() {
        committing.dispose();
        return groupCommit.abandon();
    }

    /** A defect: errors of the database never end the loop. Better closed than appends that wait for ever. */
    private Mono<Void> breakDown(Throwable defect) {
        LOG.error("The group commit broke down; the event store is closed", defect);
        refuseNew();
        return groupCommit.abandon();
    }

    private void endCommits() {
        allCommitted.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
    }
}
