package pms.command.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request an id that ties together all it causes: the client's, or a new one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class CorrelationFilter implements WebFilter {

    static final String HEADER = "X-Correlation-Id";
    static final String CONTEXT_KEY = "correlationId";
    private static final String ATTRIBUTE = CorrelationFilter.class.getName();
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = validOrNew(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        return chain.filter(exchange).contextWrite(context -> context.put(CONTEXT_KEY, id));
    }

    /** The id of a request that came through this filter. */
    public static String idOf(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "");
    }

    private static String validOrNew(@Nullable String id) {
        return id != null && VALID.matcher(id).matches()
                ? id
                : UUID.randomUUID().toString();
    }
}
