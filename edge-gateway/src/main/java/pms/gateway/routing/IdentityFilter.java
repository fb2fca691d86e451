package pms.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import pms.gateway.auth.token.Callers;
import pms.gateway.correlation.Correlation;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/**
 * Lets nothing unnamed through to a service, and tells the service under which id somebody asks. Who asks, the token
 * says: it is passed on, and the service checks it again. From where, {@link ClientAddressHeader} says.
 */
@Component
@Order(-100)
final class IdentityFilter implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return Callers.of(exchange) == null
                ? Mono.error(() -> Rejection.of(ProblemCode.UNAUTHORIZED, "A token is needed for this."))
                : chain.filter(identified(exchange));
    }

    private static ServerWebExchange identified(ServerWebExchange exchange) {
        String id = Correlation.of(exchange);
        return exchange.mutate()
                .request(request -> request.headers(headers -> headers.set(Correlation.HEADER, id)))
                .build();
    }
}
