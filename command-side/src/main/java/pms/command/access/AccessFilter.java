package pms.command.access;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.AccessToken;
import reactor.core.publisher.Mono;

/** Refuses what the role of the caller is not allowed to do, before anything behind is asked. */
@Component
@Order(AccessFilter.ORDER)
public final class AccessFilter implements WebFilter {

    public static final int ORDER = PlainPathFilter.ORDER + 10; // so that a path has one reading

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        AccessToken caller = Callers.of(exchange);
        return caller == null ? chain.filter(exchange) : checked(caller, exchange, chain);
    }

    /** A call of a path that is there by a method that is not goes on: it is answered with what is offered. */
    private static Mono<Void> checked(AccessToken caller, ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        List<AccessRule> ofPath = AccessRules.ALL.stream()
                .filter(rule -> rule.isAbout(request.getPath().pathWithinApplication()))
                .toList();
        if (ofPath.isEmpty()) {
            return Mono.error(AccessRefusal.NoSuchPath::new);
        }
        return ofPath.stream()
                .filter(rule -> rule.isAbout(request.getMethod()))
                .findFirst()
                .filter(rule -> !rule.roles().contains(caller.role()))
                .map(rule -> Mono.<Void>error(() -> new AccessRefusal.Forbidden(rule.roles())))
                .orElseGet(() -> chain.filter(exchange));
    }
}
