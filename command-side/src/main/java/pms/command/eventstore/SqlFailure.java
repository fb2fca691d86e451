package pms.command.eventstore;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolShutdownException;

/**
 * What a failed statement means, by SQLSTATE and severity.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL Error Codes</a>
 */
enum SqlFailure {
    /** The connection is gone or of no more use; what was sent last may have been done or not. */
    LOST,
    /** Rolled back; the same may work in a moment. */
    PASSING,
    /** Rolled back; the same will fail again. */
    FINAL;

    private static final Set<String> PASSING_STATES = Set.of("40001", "40P01", "55P03", "57014", "58030");
    /** Shutdown, crash and failover: also a primary that became a standby. */
    private static final Set<String> LOST_STATES = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    /** Of no error of ours that many; bounds a chain that bites its tail. */
    private static final int MAX_CAUSES = 16;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CONNECTION_EXCEPTION = "08";
    private static final String INSUFFICIENT_RESOURCES = "53";

    static SqlFailure of(Throwable error) {
        String state = error instanceof R2dbcException failure ? failure.getSqlState() : null;
        if (state == null || state.startsWith(CONNECTION_EXCEPTION) || LOST_STATES.contains(state)) {
            return LOST; // without a state it is no answer of the server: a timeout, a closed channel
        }
        if (error instanceof PostgresqlException answer && endsTheConnection(answer)) {
            return LOST; // such as the panic over a log that can't be written, perhaps behind the commit
        }
        return PASSING_STATES.contains(state) || state.startsWith(INSUFFICIENT_RESOURCES) ? PASSING : FINAL;
    }

    /**
     * Whether an error, or what caused it, says that the database could not be reached or gave up for a reason that
     * passes: a dead or refused connection, a closed channel, a pool that lends none, a restart. What is no error of a
     * database is none.
     */
    static boolean isOutage(Throwable error) {
        @Nullable Throwable cause = error;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof R2dbcException answer && answer.getSqlState() != null) {
                return of(answer) != FINAL;
            }
            if (saysAway(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Without an answer of the server: from the network, the driver or a pool that is closed or whose queue is full. */
    private static boolean saysAway(Throwable error) {
        return error instanceof IOException
                || error instanceof TimeoutException
                || error instanceof R2dbcTransientException
                || error instanceof R2dbcNonTransientResourceException
                || error instanceof PoolShutdownException
                || error instanceof PoolAcquirePendingLimitException;
    }

    /** Whether an event id is in the log already. */
    static boolean isStoredBefore(Throwable error) {
        return error instanceof R2dbcException failure && UNIQUE_VIOLATION.equals(failure.getSqlState());
    }

    private static boolean endsTheConnection(PostgresqlException answer) {
        String severity = answer.getErrorDetails().getSeverityNonLocalized();
        return "FATAL".equals(severity) || "PANIC".equals(severity);
    }

    /** The error of a call that changed nothing, as the store's own. */
    static EventStoreException translate(Throwable error) {
        if (error instanceof EventStoreException own) {
            return own;
        }
        return of(error) == FINAL
                ? new StoreFailure("the database refused", error)
                : new StoreUnavailable("the database is not available", error);
    }
}
