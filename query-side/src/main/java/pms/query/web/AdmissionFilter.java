package pms.query.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a bounded number of requests through at a time, and refuses the others at once. Health is always answered. */
final class AdmissionFilter implements WebFilter, Ordered {

    private static final String ALWAYS = "/actuator/health";

    private final AtomicInteger underWay = new AtomicInteger();
    private final int order;
    private final int most;
    private final Set<String> except;
    private final Duration retryAfter;

    AdmissionFilter(int order, int most, AdmissionSettings settings) {
        this.order = order;
        this.most = most;
        this.except = settings.except();
        this.retryAfter = settings.retryAfter();
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        if (path.startsWith(ALWAYS) || except.contains(path)) {
            return chain.filter(exchange);
        }
        return Mono.using(this::admit, number -> chain.filter(exchange), number -> underWay.decrementAndGet());
    }

    private int admit() {
        int now = underWay.incrementAndGet();
        if (now > most) {
            underWay.decrementAndGet();
            throw Refusal.overloaded(
                    HttpStatus.SERVICE_UNAVAILABLE, "More is asked for than can be answered; try again.", retryAfter);
        }
        return now;
    }
}
