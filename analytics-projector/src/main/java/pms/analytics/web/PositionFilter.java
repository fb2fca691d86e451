package pms.analytics.web;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.projection.Watermark;
import reactor.core.publisher.Mono;

/** Lets a client read its own write: a GET with {@code PMS-Position} waits until the views are that far. */
@Component
final class PositionFilter implements WebFilter {
    static final String HEADER = "PMS-Position";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

    private final Watermark watermark;

    PositionFilter(Watermark watermark) {
        this.watermark = watermark;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var header = exchange.getRequest().getHeaders().getFirst(HEADER);
        return header == null || !isRead(exchange)
                ? chain.filter(exchange)
                : reached(header).then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static boolean isRead(ServerWebExchange exchange) {
        return HttpMethod.GET.equals(exchange.getRequest().getMethod())
                && exchange.getRequest().getPath().value().startsWith("/api/");
    }

    private Mono<Long> reached(String header) {
        if (!POSITION.matcher(header).matches()) {
            return Mono.error(() -> new InvalidParameter(HEADER, "PMS-Position must be a whole number"));
        }
        var position = Long.parseLong(header);
        return watermark
                .reached(position)
                .timeout(PATIENCE)
                .onErrorMap(TimeoutException.class, late -> new PositionNotReached(position));
    }
}
