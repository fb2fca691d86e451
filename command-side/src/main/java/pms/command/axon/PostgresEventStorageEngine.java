package pms.command.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;
import pms.command.eventstore.Appended;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.Page;
import pms.command.eventstore.StoredEvent;
import reactor.core.publisher.Mono;

/** Axon's storage engine on the event store: translates, and decides nothing. See the package for its use. */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    /** Where a unit of work's events stand, in its context; there from the commit phase on, if it wrote any. */
    public static final ResourceKey<Appended> APPENDED = ResourceKey.withLabel("appended");

    /** Made here, for making it draws a random id, which may block, and {@link #end} runs on event loops. */
    private static final EventMessage TERMINAL = TerminalEventMessage.INSTANCE;

    private final EventStore store;
    private final EventCodec codec;
    private final Duration timeout;

    /** @param timeout the longest a commit may take; after that it fails with {@code AppendUnknown} */
    public PostgresEventStorageEngine(EventStore store, EventCodec codec, Duration timeout) {
        this.store = store;
        this.codec = codec;
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        return CompletableFuture.completedFuture(
                new PostgresAppendTransaction(store, codec, timeout, condition, events));
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        return new FluxMessageBridge(
                store.pages(Conditions.criteria(condition.criteria()), Conditions.after(condition.start()))
                        .concatMap(this::entries, 1)
                        .concatMapIterable(entries -> entries, 1));
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        return new FluxMessageBridge(
                store.tail(Conditions.criteria(condition.criteria()), Conditions.after(condition.position()))
                        .concatMap(event -> entries(List.of(event)), 1)
                        .concatMapIterable(entries -> entries, 1));
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return token(store.head());
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return token(store.positionBefore(at));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("store", store);
        descriptor.describeProperty("codec", codec);
    }

    private CompletableFuture<TrackingToken> token(Mono<Long> position) {
        return Futures.one(position.timeout(timeout).map(GlobalSequenceTrackingToken::new));
    }

    private Mono<List<Entry<EventMessage>>> entries(Page page) {
        return entries(page.events())
                .map(events -> page.last()
                        ? Stream.concat(events.stream(), Stream.of(end(page.head())))
                                .toList()
                        : events);
    }

    private Mono<List<Entry<EventMessage>>> entries(List<StoredEvent> events) {
        return events.isEmpty()
                ? Mono.just(List.of())
                : codec.decode(events)
                        .map(messages -> IntStream.range(0, events.size())
                                .mapToObj(i ->
                                        entry(messages.get(i), events.get(i).position()))
                                .toList());
    }

    private static Entry<EventMessage> entry(EventMessage message, long position) {
        return new SimpleEntry<>(
                message, TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(position)));
    }

    private static Entry<EventMessage> end(long head) {
        return new SimpleEntry<>(
                TERMINAL, ConsistencyMarker.addToContext(Context.empty(), new GlobalIndexConsistencyMarker(head)));
    }
}
