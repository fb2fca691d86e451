package pms.gateway.auth.token;

import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who sent a request, as its verified token says.
 *
 * @param subject the user's e-mail
 * @param tokenId {@code jti} of the token
 * @param expiresAt the first instant at which the token is worth nothing
 */
public record Caller(String subject, Role role, String tokenId, Instant expiresAt) implements Principal {

    private static final String KEY = Caller.class.getName();

    @Override
    public String getName() {
        return subject;
    }

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    void on(ServerWebExchange exchange) {
        exchange.getAttributes().put(KEY, this);
    }

    /** The caller of a request that passed the token check; null on an open path. */
    public static @Nullable Caller of(ServerWebExchange exchange) {
        return exchange.getAttribute(KEY);
    }
}
