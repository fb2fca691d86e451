package pms.command.eventstore;

import org.jspecify.annotations.Nullable;

/** The database could not be reached in time; of an append, nothing was written. */
public final class StoreUnavailable extends EventStoreException.Transient {

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
