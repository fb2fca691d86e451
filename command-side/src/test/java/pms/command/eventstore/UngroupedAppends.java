package pms.command.eventstore;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Sends the store's own statement for each append alone. For comparison: it recovers nothing. */
public final class UngroupedAppends {

    private static final int CONNECTIONS = 32;

    private final ConnectionPool pool;

    public UngroupedAppends(StoreDatabase database) {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(database.connections())
                .maxSize(CONNECTIONS)
                .maxAcquireTime(Duration.ofSeconds(60))
                .build());
    }

    public Mono<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Mono.create(sink -> commit(connection, events, condition, sink)),
                Connection::close);
    }

    private static void commit(
            Connection connection, List<NewEvent> events, AppendCondition condition, MonoSink<Appended> sink) {
        Disposable.Swap sending = Disposables.swap();
        AppendQueue one = new AppendQueue(1, Long.MAX_VALUE);
        long bytes = AppendLimits.checkedBytes(events, condition);
        one.offer(new PendingAppend(events, condition, bytes, sink.onDispose(sending)));
        AppendBatch batch = AppendBatch.from(one, 1, Long.MAX_VALUE);
        boolean wanted = sending.update(AppendStatement.execute(connection, batch)
                .subscribe(outcome -> outcome.settle(batch, one::release), sink::error));
        if (!wanted) {
            throw new IllegalStateException("cancelled before it was sent");
        }
    }

    public Mono<Void> close() {
        return pool.disposeLater();
    }
}
