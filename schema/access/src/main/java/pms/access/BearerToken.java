package pms.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The credentials of a request (RFC 6750, header only: never in a URL, where logs would keep them). */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /**
     * The token, or null when there is none or it is not the only one.
     *
     * @param authorization the values of all {@code Authorization} headers
     */
    public static @Nullable String in(List<String> authorization) {
        if (authorization.size() != 1 || !authorization.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = authorization.getFirst().substring(SCHEME.length()).trim();
        return token.isEmpty() ? null : token;
    }
}
