package pms.gateway.auth.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The credentials of a request (RFC 6750, header only: never in a URL, where logs would keep them). */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token, or null when there is none or it is not the only one. */
    static @Nullable String in(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = values.getFirst().substring(SCHEME.length()).trim();
        return token.isEmpty() ? null : token;
    }
}
