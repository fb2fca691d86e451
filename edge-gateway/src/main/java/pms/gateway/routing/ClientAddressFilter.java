package pms.gateway.routing;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds out where a request comes from, before the headers that may say it are taken away. */
@Component
@Order(ClientAddressFilter.ORDER)
final class ClientAddressFilter implements WebFilter {

    static final int ORDER = -450; // before HeaderHygieneFilter

    private final int trustedProxies;

    ClientAddressFilter(RoutingSettings settings) {
        this.trustedProxies = settings.trustedProxies();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ClientAddress.remember(exchange, trustedProxies);
        return chain.filter(exchange);
    }
}
