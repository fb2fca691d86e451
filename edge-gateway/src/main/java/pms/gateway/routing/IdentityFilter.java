package pms.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;
import pms.gateway.auth.token.Callers;
import pms.gateway.correlation.Correlation;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** Tells the service behind who asks and under which id, as the gateway knows both. */
@Component
@Order(-100)
final class IdentityFilter implements GlobalFilter {

    static final String ACTOR = "PMS-Actor";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        AccessToken caller = Callers.of(exchange);
        if (caller == null) {
            return Mono.error(() -> Rejection.of(ProblemCode.UNAUTHORIZED, "A token is needed for this."));
        }
        return chain.filter(identified(exchange, caller));
    }

    private static ServerWebExchange identified(ServerWebExchange exchange, AccessToken caller) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> identify(headers, exchange, caller)))
                .build();
    }

    private static void identify(HttpHeaders headers, ServerWebExchange exchange, AccessToken caller) {
        headers.set(ACTOR, caller.subject());
        headers.set(Correlation.HEADER, Correlation.of(exchange));
    }
}
