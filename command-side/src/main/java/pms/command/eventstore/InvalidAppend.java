package pms.command.eventstore;

/** The input breaks a limit of the store, or an event id is taken by another event: nothing was written. */
public final class InvalidAppend extends EventStoreException.NonTransient {

    public InvalidAppend(String message) {
        super(message, null);
    }
}
