package pms.analytics.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Records that somebody reads the log. */
interface ReadRecord {

    /**
     * Completes when the reading is on record; fails with {@link pms.audit.AuditUnavailable} when it can't be, and then nothing may be read.
     *
     * @param exchange of the caller
     * @param patient who was asked about; null when nobody in particular was
     */
    Mono<Void> auditRead(ServerWebExchange exchange, @Nullable UUID patient);
}
