package pms.command.axon;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;
import pms.command.eventstore.AppendConflict;
import pms.command.eventstore.AppendUnknown;
import pms.command.eventstore.EventStore;
import reactor.core.publisher.Mono;

/** One append: all of it, from the check to the commit, happens in {@link #commit}. */
final class PostgresAppendTransaction implements AppendTransaction<ConsistencyMarker> {

    private final EventStore store;
    private final EventCodec codec;
    private final Duration timeout;
    private final AppendCondition condition;
    private final List<TaggedEventMessage<?>> events;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** @param events a live list: it is complete only at the commit */
    PostgresAppendTransaction(
            EventStore store,
            EventCodec codec,
            Duration timeout,
            AppendCondition condition,
            List<TaggedEventMessage<?>> events) {
        this.store = store;
        this.codec = codec;
        this.timeout = timeout;
        this.condition = condition;
        this.events = events;
    }

    @Override
    public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
        if (finished.getAndSet(true)) {
            return CompletableFuture.failedFuture(new IllegalStateException("committed or rolled back before"));
        }
        return Futures.one(Mono.defer(() -> append(context)));
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
            ConsistencyMarker marker, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(marker);
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
        finished.set(true);
    }

    private Mono<ConsistencyMarker> append(@Nullable ProcessingContext context) {
        List<EventCodec.Outgoing> outgoing = events.stream()
                .map(tagged -> new EventCodec.Outgoing(tagged.event(), StoreTags.toStore(tagged.tags())))
                .toList();
        if (outgoing.isEmpty()) {
            return Mono.just(ConsistencyMarker.ORIGIN);
        }
        return codec.encode(outgoing)
                .flatMap(encoded -> store.append(encoded, Conditions.appendCondition(condition)))
                .timeout(timeout)
                .onErrorMap(TimeoutException.class, AppendUnknown::new)
                .onErrorMap(AppendConflict.class, this::rejection)
                .doOnNext(appended -> {
                    if (context != null) {
                        context.putResource(PostgresEventStorageEngine.APPENDED, appended);
                    }
                })
                .map(appended -> new GlobalIndexConsistencyMarker(appended.lastPosition()));
    }

    private Throwable rejection(AppendConflict conflict) {
        return AppendEventsTransactionRejectedException.conflictingEventsDetected(condition.consistencyMarker())
                .initCause(conflict);
    }
}
