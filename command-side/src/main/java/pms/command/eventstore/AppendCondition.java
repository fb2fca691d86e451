package pms.command.eventstore;

/**
 * What must not be in the store for an append to be accepted: an event that matches, behind a position.
 *
 * @param noneOf the events that must not be there
 * @param after only events behind this position count; what the appender has read up to, 0 for "never before"
 */
public record AppendCondition(Criteria noneOf, long after) {

    private static final AppendCondition NONE = new AppendCondition(Criteria.everything(), Long.MAX_VALUE);

    public AppendCondition {
        if (after < 0) {
            throw new IllegalArgumentException("after must not be negative: " + after);
        }
    }

    /** Accepts always. */
    public static AppendCondition none() {
        return NONE;
    }

    /** Whether no event can ever fail this condition. */
    public boolean isNone() {
        return after == Long.MAX_VALUE;
    }
}
