package pms.command.axon;

import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;

/** Axon's own suite for storage engines. */
class PostgresEventStorageEngineIT extends StorageEngineTestSuite<PostgresEventStorageEngine> {

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();

    @Override
    protected PostgresEventStorageEngine buildStorageEngine() {
        return new PostgresEventStorageEngine(store, new TextCodec(), Duration.ofSeconds(10));
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }

    @AfterAll
    void stop() {
        store.close().block(Duration.ofSeconds(30));
        database.close();
    }
}
