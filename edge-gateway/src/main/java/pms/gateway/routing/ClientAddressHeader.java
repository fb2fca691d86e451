package pms.gateway.routing;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the service behind from where somebody asks. Spring Cloud Gateway takes every {@code X-Forwarded-*} away at the
 * very end, so this has to come after it.
 */
@Component
final class ClientAddressHeader implements HttpHeadersFilter, Ordered {

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders sent = HttpHeaders.copyOf(input);
        sent.set(ClientAddress.FORWARDED_FOR, ClientAddress.of(exchange));
        return sent;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
