package pms.command.audit;

import java.util.List;
import java.util.Optional;
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
 * Puts on record who may not do what, and which commands were decided against. An answer that names the patient who has
 * an e-mail or an identifier waits for that, and fails with {@link pms.audit.AuditUnavailable} without it; any other
 * decision is answered whether it is on record or not. What could not be understood, or not be decided, is no access.
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
        Optional<CommandAction> asked = CommandAction.of(exchange.getRequest());
        return chain.filter(exchange)
                .onErrorResume(
                        NotDoneFilter::isDecision,
                        decision -> Mono.justOrEmpty(asked)
                                .flatMap(action -> recorded(exchange, action, decision))
                                .then(Mono.error(decision)))
                .contextWrite(context -> context.putNonNull(CommandAction.class, asked.orElse(null)));
    }

    private static boolean isDecision(Throwable error) {
        return error instanceof AccessRefusal.Forbidden || error instanceof Rejection;
    }

    private Mono<Void> recorded(ServerWebExchange exchange, CommandAction action, Throwable decision) {
        Access access = access(exchange, action, decision);
        return decision instanceof Rejection.Taken ? trail.record(access) : trail.note(access);
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
