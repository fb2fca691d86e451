package pms.gateway.auth.token;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.AccessToken;
import reactor.core.publisher.Mono;

/** Lets nobody unnamed in: every path that is not open needs a good token, before anything about the path is told. */
@Component
@Order(TokenFilter.ORDER)
final class TokenFilter implements WebFilter {

    static final int ORDER = -300;

    private final TokenCheck check;

    TokenFilter(TokenCheck check) {
        this.check = check;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (OpenPaths.contains(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return check.callerOf(exchange.getRequest().getHeaders())
                .flatMap(caller -> chain.filter(named(exchange, caller)));
    }

    private static ServerWebExchange named(ServerWebExchange exchange, AccessToken caller) {
        Callers.name(exchange, caller);
        return exchange.mutate().principal(Mono.just(caller)).build();
    }
}
