package pms.gateway.browser;

import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts {@link SecurityHeaders} on every answer. One that brings a content policy or a cache time of its own, as the page
 * of the documents does, keeps it.
 */
@Component
@Order(SecurityHeadersFilter.ORDER)
final class SecurityHeadersFilter implements WebFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;
    private static final Set<String> MAY_BE_ITS_OWN =
            Set.of(SecurityHeaders.CONTENT_POLICY, SecurityHeaders.CACHE_CONTROL);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            secure(exchange);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static void secure(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        SecurityHeaders.of(exchange.getRequest().getSslInfo() != null).forEach((name, value) -> {
            if (!MAY_BE_ITS_OWN.contains(name) || !headers.containsHeader(name)) {
                headers.set(name, value);
            }
        });
    }
}
