package pms.gateway.correlation;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
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

    /** The one that the client sent, when that is valid, else a new one. */
    public static String idFor(List<String> sent) {
        return sent.size() == 1 && VALID.matcher(sent.getFirst()).matches() ? sent.getFirst() : made();
    }

    /** A version 4 UUID that nobody has to be unable to guess, so it does not wait for the system's entropy. */
    private static String made() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
