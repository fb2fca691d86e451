package pms.gateway.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.gateway.routing.ClientAddress;
import pms.gateway.routing.NetworkAddress;
import reactor.core.publisher.Mono;

/** Bounds what comes from one address, before anything is done for it: the check of a token costs more than this. */
@Component
@Order(AddressLimitFilter.ORDER)
final class AddressLimitFilter implements WebFilter {

    static final int ORDER = -350; // after the address is known, before the token is checked

    private final Allowances addresses;

    AddressLimitFilter(RequestLimits limits) {
        this.addresses = new Allowances(limits.address(), limits, TimeMeter.SYSTEM_NANOTIME);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Duration wait = addresses.take(NetworkAddress.of(ClientAddress.of(exchange)));
        return wait.isZero() ? chain.filter(exchange) : Mono.error(() -> TooMany.requests(wait));
    }
}
