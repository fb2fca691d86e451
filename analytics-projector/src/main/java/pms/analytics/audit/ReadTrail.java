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

/** Puts the reading of the log on the topic that the log is made of. */
@Component
final class ReadTrail implements ReadRecord {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AccessTrail trail;

    ReadTrail(AccessTrail trail) {
        this.trail = trail;
    }

    @Override
    public Mono<Void> auditRead(ServerWebExchange exchange, @Nullable UUID patient) {
        Asker asker = Asker.of(
                Callers.of(exchange),
                exchange.getRequest().getHeaders().getOrEmpty(FORWARDED_FOR),
                CorrelationFilter.idOf(exchange));
        List<UUID> patients = patient == null ? List.of() : List.of(patient);
        return trail.record(Access.of(asker, "audit.read", Outcome.DONE, patients));
    }
}
