package pms.audit;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pms.access.AccessToken;

/**
 * Who asks, and from where.
 *
 * @param actor the user's e-mail; empty when nobody is named
 * @param role empty when nobody is named
 * @param address IP address; empty when it is not known
 * @param correlationId of the request; empty when it is no token of at most 64 letters, digits, dots, underscores and
 *     hyphens, for then it could be any text
 */
public record Asker(String actor, String role, String address, String correlationId) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Keeps no correlation id that a client made a text of. */
    public Asker {
        if (!CORRELATION_ID.matcher(correlationId).matches()) {
            correlationId = "";
        }
    }

    /**
     * The sender of a request that came by the gateway.
     *
     * @param caller null when nobody is named
     * @param forwardedFor values of {@code X-Forwarded-For}, which the gateway sets; counts when it is one address
     */
    public static Asker of(@Nullable AccessToken caller, List<String> forwardedFor, String correlationId) {
        return new Asker(
                caller == null ? "" : caller.subject(),
                caller == null ? "" : caller.role().name(),
                address(forwardedFor),
                correlationId);
    }

    private static String address(List<String> forwardedFor) {
        boolean one = forwardedFor.size() == 1
                && ADDRESS.matcher(forwardedFor.getFirst()).matches();
        return one ? forwardedFor.getFirst() : "";
    }
}
