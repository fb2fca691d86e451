package pms.analytics.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import pms.analytics.access.Callers;
import pms.analytics.web.CorrelationFilter;
import pms.audit.Access;
import pms.audit.AccessTrail;
import pms.audit.Asker;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Mono;

/** Records that somebody reads the log. */
@Component
final class ReadRecord {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AccessTrail trail;

    ReadRecord(AccessTrail trail) {
        this.trail = trail;
    }

    /**
     * Completes when the reading is on record; fails with {@link pms.audit.AuditUnavailable} when it can't be, and then
     * nothing may be read.
     *
     * @param exchange of the caller
     * @param patient who was asked about; null when nobody in particular was
     */
    Mono<Void> auditRead(ServerWebExchange exchange, @Nullable UUID patient) {
        Asker asker = Asker.of(
                Callers.of(exchange),
                exchange.getRequest().getHeaders().getOrEmpty(FORWARDED_FOR),
                CorrelationFilter.idOf(exchange));
        List<UUID> patients = patient == null ? List.of() : List.of(patient);
        return trail.record(Access.of(asker, "audit.read", Outcome.DONE, patients));
    }
}
