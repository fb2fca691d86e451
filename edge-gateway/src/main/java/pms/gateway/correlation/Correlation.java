package pms.gateway.correlation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/** The correlation id of a request: on the exchange for filters, in the Reactor Context for everything behind. */
public final class Correlation {

    public static final String HEADER = "X-Correlation-Id";
    static final String KEY = "correlationId";
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String NONE = "none";

    private Correlation() {}

    public static String of(ServerWebExchange exchange) {
        String id = exchange.getAttribute(KEY);
        return id == null ? NONE : id;
    }

    public static String of(ContextView context) {
        return context.<String>getOrEmpty(KEY).orElse(NONE);
    }

    static boolean isValid(@Nullable String id) {
        return id != null && VALID.matcher(id).matches();
    }
}
