package pms.command.eventstore;

import org.jspecify.annotations.Nullable;

/** The database could not be reached in time; of an append, nothing was written. */
public final class StoreUnavailable extends EventStoreException.Transient {

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * The error of a read beside the store, in the same database: this one when the database is away, and what it was
     * otherwise.
     */
    public static Throwable ifOutage(Throwable error) {
        return !(error instanceof EventStoreException) && isOutage(error)
                ? new StoreUnavailable("the database is not available", error)
                : error;
    }

    /** Whether an error, or a cause of it, is that of a database that is away: a connection, a pool, a restart. */
    public static boolean isOutage(Throwable error) {
        return SqlFailure.isOutage(error);
    }
}
