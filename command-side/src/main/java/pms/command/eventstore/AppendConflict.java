package pms.command.eventstore;

/**
 * An event that the condition forbids is in the store, or the condition is on a position that the store has not: nothing
 * was written. Source again, decide again.
 */
public final class AppendConflict extends EventStoreException.NonTransient {

    private final AppendCondition condition;

    public AppendConflict(AppendCondition condition) {
        super(
                "an event after position " + condition.after() + " matches the condition, or there is no such position",
                null);
        this.condition = condition;
    }

    public AppendCondition condition() {
        return condition;
    }
}
