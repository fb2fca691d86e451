package pms.query.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import pms.audit.Access;
import pms.audit.AccessTrail;
import pms.audit.Asker;
import pms.query.access.Callers;
import pms.query.web.CorrelationFilter;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Mono;

/**
 * The record of reads. An endpoint MUST let its answer wait for {@link #shown} or {@link #nothing}: they fail with
 * {@link pms.audit.AuditUnavailable} when the read can't be put on record, and then nothing may be shown.
 */
@Component
public final class Reads {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AccessTrail trail;

    Reads(AccessTrail trail) {
        this.trail = trail;
    }

    /** The caller is about to see these patients. */
    public Mono<Void> shown(ServerWebExchange exchange, ReadAction action, List<UUID> patients) {
        return trail.record(Access.of(asker(exchange), action.recorded(), Outcome.DONE, patients));
    }

    /** The caller is about to learn that there is no such patient. */
    public Mono<Void> nothing(ServerWebExchange exchange, ReadAction action, UUID patient) {
        return trail.record(Access.of(asker(exchange), action.recorded(), Outcome.NOTHING, List.of(patient)));
    }

    /**
     * The caller is about to follow the feed.
     *
     * @param patients the one that it is about; none when it is about all
     * @param after the position behind which it begins
     */
    public Mono<Void> feedBegins(ServerWebExchange exchange, List<UUID> patients, long after) {
        return trail.record(feed(exchange, patients, after, "begins"));
    }

    /** The caller has followed the feed up to that position, and has seen all that it was about to there. */
    public Mono<Void> feedEnded(ServerWebExchange exchange, List<UUID> patients, long upTo) {
        return trail.note(feed(exchange, patients, upTo, "ended"));
    }

    /** The caller's role may not read that. Never fails because of the record, since nothing is shown. */
    Mono<Void> refused(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return Mono.justOrEmpty(ReadAction.of(path))
                .flatMap(action -> trail.note(
                        Access.of(asker(exchange), action.recorded(), Outcome.REFUSED, patients(action, path))
                                .withDetail("forbidden")));
    }

    private static Access feed(ServerWebExchange exchange, List<UUID> patients, long position, String detail) {
        return Access.of(asker(exchange), ReadAction.FEED.recorded(), Outcome.DONE, patients)
                .at(position)
                .withDetail(detail);
    }

    private static Asker asker(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return Asker.of(
                Callers.of(exchange), request.getHeaders().getOrEmpty(FORWARDED_FOR), CorrelationFilter.idOf(exchange));
    }

    private static List<UUID> patients(ReadAction action, PathContainer path) {
        return action.patientIn(path).flatMap(Reads::uuid).stream().toList();
    }

    private static Optional<UUID> uuid(String given) {
        try {
            return Optional.of(UUID.fromString(given));
        } catch (IllegalArgumentException noPatient) {
            return Optional.empty();
        }
    }
}
