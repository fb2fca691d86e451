package pms.command.audit;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.audit.Access;
import pms.audit.AccessTrail;
import pms.audit.Asker;
import pms.command.access.AccessFilter;
import pms.command.access.AccessRefusal;
import pms.command.access.Callers;
import pms.command.http.CorrelationFilter;
import pms.command.patient.Rejection;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Mono;

/**
 * Puts on record who may not do what, and which commands were decided against. The decision stands and is answered
 * whether it is on record or not; what could not be understood, or not be decided, is no access.
 */
@Component
@Order(NotDoneFilter.ORDER)
final class NotDoneFilter implements WebFilter {

    static final int ORDER = AccessFilter.ORDER - 5; // around the one that refuses

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AccessTrail trail;

    NotDoneFilter(AccessTrail trail) {
        this.trail = trail;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorResume(
                        NotDoneFilter::isDecision,
                        decision -> note(exchange, decision).then(Mono.error(decision)));
    }

    private static boolean isDecision(Throwable error) {
        return error instanceof AccessRefusal.Forbidden || error instanceof Rejection;
    }

    private Mono<Void> note(ServerWebExchange exchange, Throwable decision) {
        return Mono.justOrEmpty(CommandAction.of(exchange.getRequest()))
                .flatMap(action -> trail.note(access(exchange, action, decision)));
    }

    private static Access access(ServerWebExchange exchange, CommandAction action, Throwable decision) {
        ServerHttpRequest request = exchange.getRequest();
        List<UUID> inPath = action.patientIn(request);
        return switch (decision) {
            case Rejection.PatientNotFound unknown -> access(exchange, action, Outcome.NOTHING, inPath, unknown.code());
            case Rejection.EncounterNotFound unknown ->
                access(exchange, action, Outcome.NOTHING, inPath, unknown.code());
            case Rejection.Taken taken ->
                access(exchange, action, Outcome.FAILED, withHolder(inPath, taken.holder()), taken.code());
            case Rejection rejection -> access(exchange, action, Outcome.FAILED, inPath, rejection.code());
            default -> access(exchange, action, Outcome.REFUSED, inPath, "forbidden");
        };
    }

    /** The answer tells who has the e-mail or identifier. */
    private static List<UUID> withHolder(List<UUID> inPath, UUID holder) {
        return Stream.concat(inPath.stream(), Stream.of(holder)).distinct().toList();
    }

    private static Access access(
            ServerWebExchange exchange, CommandAction action, Outcome outcome, List<UUID> patients, String code) {
        Asker asker = Asker.of(
                Callers.of(exchange),
                exchange.getRequest().getHeaders().getOrEmpty(FORWARDED_FOR),
                CorrelationFilter.idOf(exchange));
        return Access.of(asker, action.recorded(), outcome, patients).withDetail(code);
    }
}
