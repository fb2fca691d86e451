package pms.command.eventstore;

/** The store was closed; of an append, nothing was written. */
public final class StoreClosed extends EventStoreException.NonTransient {

    public StoreClosed() {
        super("the event store is closed", null);
    }
}
