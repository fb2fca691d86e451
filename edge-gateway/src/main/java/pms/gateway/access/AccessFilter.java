package pms.gateway.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.AccessToken;
import pms.access.Role;
import pms.gateway.auth.token.Callers;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/**
 * Lets through what {@link AccessRules} knows and allows the caller, and nothing else: 404 for a path without a rule,
 * 405 for a method that its path does not have, 403 for the wrong role. Nothing behind is asked, and no body read,
 * before.
 */
@Component
@Order(AccessFilter.ORDER)
final class AccessFilter implements WebFilter {

    static final int ORDER =
            -225; // after the plain-path check, so that a path has one reading; before any body is read

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpMethod method = request.getMethod();
        PathContainer path = request.getPath().pathWithinApplication();
        return AccessRules.about(method, path)
                .map(rule -> rule.allows(roleOf(exchange)) ? chain.filter(exchange) : refused(rule))
                .orElseGet(() -> unknown(method, path));
    }

    private static @Nullable Role roleOf(ServerWebExchange exchange) {
        AccessToken caller = Callers.of(exchange);
        return caller == null ? null : caller.role();
    }

    private static Mono<Void> refused(AccessRule rule) {
        return Mono.error(() -> Rejection.of(ProblemCode.FORBIDDEN, "This needs the role " + rule.rolesText() + "."));
    }

    private static Mono<Void> unknown(HttpMethod method, PathContainer path) {
        Set<HttpMethod> offered = AccessRules.methodsOf(path);
        return offered.isEmpty()
                ? Mono.error(() -> Rejection.of(ProblemCode.NOT_FOUND, "No such path."))
                : Mono.error(() -> new MethodNotAllowedException(method, offered));
    }
}
