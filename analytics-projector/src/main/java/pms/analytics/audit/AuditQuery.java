package pms.analytics.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.schema.audit.v1.Outcome;

/**
 * Which entries to read, in which order. What is null is not asked about.
 *
 * @param from the first moment
 * @param to the first moment that is too late
 * @param after position before the lowest
 * @param before position behind the highest
 * @param limit entries on a page
 */
record AuditQuery(
        @Nullable UUID patient,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action,
        @Nullable Outcome outcome,
        long after,
        long before,
        boolean newestFirst,
        int limit) {

    static final int MAX_LIMIT = 200;

    /** What is left behind an entry that was read. */
    AuditQuery beyond(long position) {
        return newestFirst ? between(after, position) : between(position, before);
    }

    /** What of it lies from one position to another, both of them among it. */
    AuditQuery within(long lowest, long highest) {
        return between(Math.max(after, lowest - 1), Math.min(before, highest + 1));
    }

    boolean hasMoments() {
        return from != null || to != null;
    }

    private AuditQuery between(long newAfter, long newBefore) {
        return new AuditQuery(patient, actor, from, to, action, outcome, newAfter, newBefore, newestFirst, limit);
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "AuditQuery[after=" + after + ", before=" + before + ", limit=" + limit + "]";
    }
}
