package pms.gateway.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.access.AccessToken;
import pms.gateway.auth.token.Callers;
import pms.gateway.routing.ClientAddress;
import pms.gateway.routing.NetworkAddress;
import reactor.core.publisher.Mono;

/** Bounds what one user asks for, from all addresses together, and what an address asks for without a name. */
@Component
@Order(UserLimitFilter.ORDER)
final class UserLimitFilter implements WebFilter {

    static final int ORDER = -290; // after the token check, which names the user

    private final Allowances users;
    private final Allowances unnamed;

    UserLimitFilter(RequestLimits limits) {
        this.users = new Allowances(limits.user(), limits, TimeMeter.SYSTEM_NANOTIME);
        this.unnamed = new Allowances(limits.open(), limits, TimeMeter.SYSTEM_NANOTIME);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Duration wait = take(exchange);
        return wait.isZero() ? chain.filter(exchange) : Mono.error(() -> TooMany.requests(wait));
    }

    private Duration take(ServerWebExchange exchange) {
        AccessToken caller = Callers.of(exchange);
        return caller == null
                ? unnamed.take(NetworkAddress.of(ClientAddress.of(exchange)))
                : users.take(caller.subject());
    }
}
