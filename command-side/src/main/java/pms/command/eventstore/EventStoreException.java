package pms.command.eventstore;

import org.jspecify.annotations.Nullable;

/** Why the store did not do what it was asked for; transient when the same call may succeed later. */
public abstract sealed class EventStoreException extends RuntimeException
        permits EventStoreException.Transient, EventStoreException.NonTransient {

    private EventStoreException(String message, @Nullable Throwable cause) {
        super(message, cause, true, false); // thrown on event loops, whose stacks say nothing
    }

    /** The same call may succeed later. */
    public abstract static sealed class Transient extends EventStoreException
            permits StoreOverloaded, StoreUnavailable, AppendUnknown {
        Transient(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The same call will fail again. */
    public abstract static sealed class NonTransient extends EventStoreException
            permits AppendConflict, InvalidAppend, StoreClosed, StoreFailure {
        NonTransient(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
