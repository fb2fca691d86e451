package pms.e2e.faults.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pms.e2e.client.Gateway;

/** A caller of the gateway whose token is renewed in time. Thread-safe; one login at a time. */
public final class Tokens {
    /** A third of what a token lives. */
    private static final Duration RENEW_AFTER = Duration.ofMinutes(5);

    private final URI base;
    private @Nullable Gateway current;
    private long sinceNanos;

    public Tokens(URI base) {
        this.base = base;
    }

    /** Logs in when it is time; an {@link UncheckedIOException} when the gateway does not answer. */
    public synchronized Gateway gateway() {
        Gateway known = current;
        if (known == null || System.nanoTime() - sinceNanos > RENEW_AFTER.toNanos()) {
            known = login();
            current = known;
            sinceNanos = System.nanoTime();
        }
        return known;
    }

    /** Whatever stands against it now, it can be tried again. */
    private Gateway login() {
        try {
            return Gateway.login(base);
        } catch (IllegalStateException refused) {
            throw new UncheckedIOException(new IOException("no login", refused));
        }
    }

    /** That one's token was refused. */
    synchronized void refused(Gateway gateway) {
        Gateway known = current;
        if (known != null && Objects.equals(known.token(), gateway.token())) {
            current = null;
        }
    }
}
