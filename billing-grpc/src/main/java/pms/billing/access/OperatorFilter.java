package pms.billing.access;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import pms.access.SharedSecret;
import reactor.core.publisher.Mono;

/** Over HTTP there are health and metrics for everybody, and the rest for the operator. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OperatorFilter implements WebFilter {

    private static final List<PathPattern> OPEN = Stream.of("/actuator/health/**", "/actuator/prometheus")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private final SharedSecret operator;

    OperatorFilter(AccessSettings settings) {
        this.operator = SharedSecret.ofSha256(settings.operatorSha256());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        List<String> shown = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        return OPEN.stream().anyMatch(open -> open.matches(path)) || operator.isShownBy(shown)
                ? chain.filter(exchange)
                : refused(exchange.getResponse());
    }

    private static Mono<Void> refused(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"pms\"");
        return response.setComplete();
    }
}
