package pms.gateway.access;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.AccessToken;
import pms.gateway.auth.token.Callers;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** Refuses what the role of the caller is not allowed to do, before anything behind is asked. */
@Component
@Order(AccessFilter.ORDER)
final class AccessFilter implements WebFilter {

    static final int ORDER =
            -225; // after the plain-path check, so that a path has one reading; before any body is read

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        return AccessRules.about(request.getMethod(), request.getPath().pathWithinApplication())
                .filter(rule -> !mayPass(Callers.of(exchange), rule))
                .map(AccessFilter::refused)
                .orElseGet(() -> chain.filter(exchange));
    }

    private static boolean mayPass(@Nullable AccessToken caller, AccessRule rule) {
        return caller != null && rule.roles().contains(caller.role());
    }

    private static Mono<Void> refused(AccessRule rule) {
        String roles = rule.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(" or "));
        return Mono.error(() -> Rejection.of(ProblemCode.FORBIDDEN, "This needs the role " + roles + "."));
    }
}
