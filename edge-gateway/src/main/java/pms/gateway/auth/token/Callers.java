package pms.gateway.auth.token;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;

/** Who sent a request, once its token was found good. */
public final class Callers {

    private static final String KEY = AccessToken.class.getName();

    private Callers() {}

    /** The caller of a request that passed the token check; null on an open path. */
    public static @Nullable AccessToken of(ServerWebExchange exchange) {
        return exchange.getAttribute(KEY);
    }

    static void name(ServerWebExchange exchange, AccessToken caller) {
        exchange.getAttributes().put(KEY, caller);
    }
}
