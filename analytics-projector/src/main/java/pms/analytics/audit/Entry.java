package pms.analytics.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One entry of the audit log, without its place in it.
 *
 * @param time to the microsecond
 * @param outcome DONE, NOTHING, REFUSED or FAILED
 * @param patientIds each once, in the order of their bytes, as PostgreSQL orders them
 * @param eventPosition of a change; 0 otherwise
 * @param sourceOffset in the topic that it came from
 */
record Entry(
        UUID id,
        Instant time,
        String actor,
        String role,
        String action,
        String outcome,
        List<UUID> patientIds,
        String address,
        String correlationId,
        String service,
        long eventPosition,
        String detail,
        long sourceOffset) {}
