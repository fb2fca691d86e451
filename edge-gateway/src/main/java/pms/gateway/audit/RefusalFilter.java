package pms.gateway.audit;

import java.util.List;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.BadToken;
import pms.audit.Asker;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** Puts on record who was refused what by role, and which tokens did not count. A request without one is nobody's. */
@Component
@Order(RefusalFilter.ORDER)
final class RefusalFilter implements WebFilter {

    static final int ORDER = -305; // around the checks of tokens and roles; the address is known, and bounded

    private static final String UNNAMED = "";

    private final Accesses accesses;

    RefusalFilter(Accesses accesses) {
        this.accesses = accesses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorResume(
                        Rejection.class, refusal -> recorded(exchange, refusal).then(Mono.error(refusal)));
    }

    private Mono<Void> recorded(ServerWebExchange exchange, Rejection refusal) {
        if (refusal.problem().code() == ProblemCode.FORBIDDEN) {
            return forbidden(exchange);
        }
        return refusal.getCause() instanceof BadToken bad ? badToken(exchange, bad.reason()) : Mono.empty();
    }

    private Mono<Void> forbidden(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        Asker asker = Askers.of(exchange);
        return accesses.refusedOften(
                asker.actor(),
                asker,
                Call.actionOf(request.getMethod(), path),
                Call.patientIn(path),
                ProblemCode.FORBIDDEN.text());
    }

    /** What the token says of its owner is not believed, so nobody is named. */
    private Mono<Void> badToken(ServerWebExchange exchange, BadToken.Reason reason) {
        String detail = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return accesses.refusedOften(UNNAMED, Askers.of(exchange), Action.TOKEN_REFUSED, List.of(), detail);
    }
}
