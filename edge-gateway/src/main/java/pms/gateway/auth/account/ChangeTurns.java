package pms.gateway.auth.account;

import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import pms.gateway.database.DatabaseSettings;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * Lets a few changes of users be under way at a time. Each has a connection to the database until it is on record, which
 * takes seconds while Kafka is away: without turns, some changes would then keep logins from the database.
 */
@Component
final class ChangeTurns implements DisposableBean {

    static final int AT_A_TIME = 2;
    private static final int MOST_WAITING = 100;

    private final InstrumentedPool<Integer> turns;
    private final Duration patience;

    ChangeTurns(DatabaseSettings settings) {
        this.turns = PoolBuilder.from(Mono.just(1))
                .sizeBetween(0, AT_A_TIME)
                .maxPendingAcquire(MOST_WAITING)
                .buildPool();
        this.patience = settings.patience();
    }

    /**
     * Subscribes to the change when it has a turn. Errors: those of the change; a {@link
     * java.util.concurrent.TimeoutException} when it waits for longer than for a connection; a {@link
     * reactor.pool.PoolAcquirePendingLimitException} when too many wait.
     */
    <T> Mono<T> inTurn(Mono<T> change) {
        return Mono.usingWhen(turns.acquire(patience), turn -> change, PooledRef::release);
    }

    @Override
    public void destroy() {
        turns.dispose();
    }
}
