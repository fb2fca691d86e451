package pms.gateway.routing;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes from a request what a client has no right to say: who it is ({@code PMS-Actor}, which services
 * took a name from in the past), through whom it came
 * ({@code Forwarded}, {@code X-Forwarded-*}), of which trace it is a part (traces begin here), and what only concerns this one connection (RFC 9110, 7.6.1), together
 * with the headers that {@code Connection} names. The latter matters here, before the gateway adds its own headers:
 * later, {@code Connection: X-Correlation-Id} would take those away.
 */
@Component
@Order(HeaderHygieneFilter.ORDER)
final class HeaderHygieneFilter implements WebFilter {

    static final int ORDER = -400;
    private static final List<String> REMOVED = List.of(
            "pms-actor",
            "forwarded",
            "traceparent",
            "tracestate",
            "baggage",
            "connection",
            "proxy-connection",
            "proxy-authorization",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect");
    private static final String FORWARDED_PREFIX = "x-forwarded-";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        List<String> named = headers.getConnection().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(Predicate.not(HeaderHygieneFilter::isNeededHere))
                .toList();
        List<String> removed = headers.headerNames().stream()
                .filter(name -> isRemoved(name.toLowerCase(Locale.ROOT), named))
                .toList();
        return removed.isEmpty() ? chain.filter(exchange) : chain.filter(without(removed, exchange));
    }

    private static boolean isRemoved(String name, List<String> namedByConnection) {
        return REMOVED.contains(name) || name.startsWith(FORWARDED_PREFIX) || namedByConnection.contains(name);
    }

    /** {@code Connection: authorization} or {@code content-length} would only serve to confuse. */
    private static boolean isNeededHere(String name) {
        return name.startsWith("content-") || name.equals("transfer-encoding") || name.equals("authorization");
    }

    private static ServerWebExchange without(List<String> removed, ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> removed.forEach(headers::remove)))
                .build();
    }
}
