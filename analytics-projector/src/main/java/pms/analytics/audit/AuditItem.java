package pms.analytics.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as clients see it.
 *
 * @param eventPosition of a change; absent otherwise
 * @param detail absent when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditItem(
        long position,
        UUID id,
        Instant time,
        String actor,
        String role,
        String action,
        String outcome,
        List<UUID> patients,
        String address,
        String correlationId,
        String service,
        @Nullable Long eventPosition,
        @Nullable String detail) {

    static AuditItem of(Link link) {
        Entry entry = link.entry();
        return new AuditItem(
                link.position(),
                entry.id(),
                entry.time(),
                entry.actor(),
                entry.role(),
                entry.action(),
                entry.outcome(),
                entry.patientIds(),
                entry.address(),
                entry.correlationId(),
                entry.service(),
                entry.eventPosition() == 0 ? null : entry.eventPosition(),
                entry.detail().isEmpty() ? null : entry.detail());
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "AuditItem[position=" + position + "]";
    }
}
