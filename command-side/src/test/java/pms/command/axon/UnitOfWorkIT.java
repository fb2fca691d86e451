package pms.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pms.command.eventstore.AppendConflict;
import pms.command.eventstore.Appended;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;

/** What a unit of work of Axon learns of its commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitOfWorkIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();
    private final StorageEngineBackedEventStore events = new StorageEngineBackedEventStore(
            new PostgresEventStorageEngine(store, new TextCodec(), Duration.ofSeconds(10)),
            new SimpleEventBus(),
            event -> Set.of(Tag.of("entity", String.valueOf(event.payload()))));

    @AfterAll
    void stop() {
        store.close().block(LIMIT);
        database.close();
    }

    private record Ended(ProcessingContext context, EventStoreTransaction transaction) {}

    @Test
    void itsContextSaysWhereItsEventsStand() {
        Ended first = join(run("a", 2));
        Ended second = join(run("a", 1));

        Appended appended = first.context().getResource(PostgresEventStorageEngine.APPENDED);
        assertThat(appended).isNotNull();
        assertThat(appended.lastPosition()).isEqualTo(appended.firstPosition() + 1);
        assertThat(first.transaction().appendPosition())
                .isEqualTo(new GlobalIndexConsistencyMarker(appended.lastPosition()));
        assertThat(second.context().getResource(PostgresEventStorageEngine.APPENDED))
                .extracting(Appended::firstPosition)
                .isEqualTo(appended.lastPosition() + 1);
    }

    @Test
    void withoutEventsItKnowsTheHeadItSourcedAt() {
        join(run("b", 1));
        Ended idle = join(run("b", 0));
        assertThat(idle.context().getResource(PostgresEventStorageEngine.APPENDED))
                .isNull();
        assertThat(idle.transaction().appendPosition())
                .isEqualTo(new GlobalIndexConsistencyMarker(
                        store.head().blockOptional(LIMIT).orElseThrow()));
    }

    @Test
    void oneOfManyThatSourcedTheSameIsAcceptedAndTheOthersAreRejected() {
        List<CompletableFuture<Ended>> racing = new ArrayList<>();
        CountDownLatch sourced = new CountDownLatch(16);
        CompletableFuture<Void> start = new CompletableFuture<>();
        for (int i = 0; i < 16; i++) {
            racing.add(run("c", 1, sourced, start));
        }
        await().untilAsserted(() -> assertThat(sourced.getCount()).isZero());
        start.complete(null);

        List<Throwable> rejections = racing.stream()
                .map(each -> each.handle((ended, error) -> error).orTimeout(30, TimeUnit.SECONDS))
                .map(CompletableFuture::join)
                .filter(error -> error != null)
                .toList();
        assertThat(rejections)
                .hasSize(15)
                .allSatisfy(error -> assertThat(error)
                        .hasRootCauseInstanceOf(AppendConflict.class)
                        .satisfiesAnyOf(
                                e -> assertThat(e).isInstanceOf(AppendEventsTransactionRejectedException.class),
                                e -> assertThat(e).hasCauseInstanceOf(AppendEventsTransactionRejectedException.class)));
    }

    private CompletableFuture<Ended> run(String entity, int count) {
        return run(entity, count, new CountDownLatch(1), CompletableFuture.completedFuture(null));
    }

    /** Sources an entity, says so, waits, and appends to it. */
    private CompletableFuture<Ended> run(String entity, int count, CountDownLatch sourced, CompletableFuture<?> goOn) {
        return new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE)
                .create()
                .executeWithResult(context -> {
                    EventStoreTransaction transaction = events.transaction(context);
                    SourcingCondition condition =
                            SourcingCondition.conditionFor(EventCriteria.havingTags("entity", entity));
                    return transaction
                            .source(condition)
                            .reduce(0, (sum, entry) -> sum + 1)
                            .whenComplete((sum, error) -> sourced.countDown())
                            .thenCombine(goOn, (sum, go) -> append(transaction, context, entity, count));
                });
    }

    private static Ended append(
            EventStoreTransaction transaction, ProcessingContext context, String entity, int count) {
        for (int i = 0; i < count; i++) {
            transaction.appendEvent(new GenericEventMessage(new MessageType("event"), entity));
        }
        return new Ended(context, transaction);
    }

    private static Ended join(CompletableFuture<Ended> ending) {
        return ending.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
