package pms.analytics.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The totals.
 *
 * @param events how many events they are made of
 * @param position every event at or below it is among them
 * @param updatedAt when the youngest of the events was recorded; missing before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Summary(
        Patients patients,
        Accounts accounts,
        Encounters encounters,
        long events,
        long position,
        @Nullable Instant updatedAt) {
    /**
     * @param total all that were ever registered
     * @param deactivated those that are not active any more, the erased ones among them
     */
    record Patients(long total, long active, long deactivated) {}

    /**
     * Of patients who were known at the time.
     *
     * @param inHouse inpatients and emergencies that have started, are not finished and whose patient is not erased
     */
    record Encounters(long started, long finished, long inHouse) {}

    /** @param closed of erased patients; also those that were never open */
    record Accounts(long opened, long closed) {}
}
