package pms.query.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.projection.Watermark;
import reactor.core.publisher.Mono;

/**
 * Read your own write: a GET with {@code PMS-Position} waits until the views include that position, or is told to come
 * again. Each answer says which position its view includes at least.
 */
@Component
@Order(PositionFilter.ORDER)
@EnableConfigurationProperties(PositionSettings.class)
class PositionFilter implements WebFilter {

    static final int ORDER = -100; // after the checks of who asks, before what stands in front of the database
    private static final String HEADER = "PMS-Position";

    private final Watermark watermark;
    private final PositionSettings settings;

    PositionFilter(Watermark watermark, PositionSettings settings) {
        this.watermark = watermark;
        this.settings = settings;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!applies(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return wanted(exchange.getRequest().getHeaders().getFirst(HEADER))
                .flatMap(this::reached)
                .flatMap(position -> {
                    exchange.getResponse().getHeaders().set(HEADER, Long.toString(position));
                    return chain.filter(exchange);
                });
    }

    private boolean applies(ServerHttpRequest request) {
        String path = request.getPath().value();
        return request.getMethod().equals(HttpMethod.GET)
                && path.startsWith("/api/")
                && !settings.except().contains(path);
    }

    private Mono<Long> reached(long wanted) {
        if (wanted <= watermark.position()) {
            return Mono.just(watermark.position());
        }
        return watermark
                .reached(wanted)
                .timeout(
                        settings.patience(),
                        Mono.error(() -> Refusal.positionNotReached(wanted, settings.retryAfter())));
    }

    private static Mono<Long> wanted(@Nullable String header) {
        try {
            long position = header == null ? 0 : Long.parseLong(header);
            return position < 0 ? malformed() : Mono.just(position);
        } catch (NumberFormatException notANumber) {
            return malformed();
        }
    }

    private static Mono<Long> malformed() {
        return Mono.error(() -> Refusal.invalidParameter(HEADER, "must be a position: a whole number from 0"));
    }
}
