package pms.command.eventstore;

/** The database refused with an error that no repetition heals; of an append, nothing was written. */
public final class StoreFailure extends EventStoreException.NonTransient {

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
