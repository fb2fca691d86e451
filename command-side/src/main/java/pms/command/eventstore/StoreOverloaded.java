package pms.command.eventstore;

/** Too many appends wait already: this one was refused at once, nothing was written. */
public final class StoreOverloaded extends EventStoreException.Transient {

    public StoreOverloaded(String message) {
        super(message, null);
    }
}
