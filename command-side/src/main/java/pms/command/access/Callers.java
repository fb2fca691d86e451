package pms.command.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;

/** Where the verified caller of a request is. */
public final class Callers {

    private static final String ATTRIBUTE = Callers.class.getName();

    private Callers() {}

    /** Who calls; null on the paths that are open to everybody, and for the operator. */
    public static @Nullable AccessToken of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    static void put(ServerWebExchange exchange, AccessToken caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
    }
}
