package pms.analytics.access;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.AccessToken;
import reactor.core.publisher.Mono;

/** Lets nobody unnamed in: every path but health needs a good token, before anything about the path is told. */
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
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return switch (Door.of(path)) {
            case OPEN -> chain.filter(exchange);
            case OPERATOR -> check.operator(headers).then(Mono.defer(() -> chain.filter(exchange)));
            case USER -> check.callerOf(headers).flatMap(caller -> chain.filter(named(exchange, caller)));
        };
    }

    private static ServerWebExchange named(ServerWebExchange exchange, AccessToken caller) {
        Callers.put(exchange, caller);
        return exchange.mutate().principal(Mono.just(caller)).build();
    }
}
