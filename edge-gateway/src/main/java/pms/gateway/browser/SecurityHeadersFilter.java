package pms.gateway.browser;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts on every answer what keeps a browser from guessing, framing, keeping and telling others. An answer that brings a
 * content policy or a cache time of its own, as the page of the documents does, keeps it.
 */
@Component
@Order(SecurityHeadersFilter.ORDER)
final class SecurityHeadersFilter implements WebFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000";

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
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        setIfAbsent(headers, "Content-Security-Policy", NOTHING);
        setIfAbsent(headers, HttpHeaders.CACHE_CONTROL, "no-store");
        if (exchange.getRequest().getSslInfo() != null) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
