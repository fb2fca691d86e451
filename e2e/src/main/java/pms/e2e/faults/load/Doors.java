package pms.e2e.faults.load;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import pms.e2e.client.Gateway;

/**
 * Where commands may be sent: to the gateway, and to instances of command-side that joined, which check tokens as the
 * gateway does. Thread-safe.
 */
public final class Doors {
    private static final int TO_JOINED_PERCENT = 40;

    private final Tokens tokens;
    private final List<URI> joined = new CopyOnWriteArrayList<>();

    public Doors(Tokens tokens) {
        this.tokens = tokens;
    }

    public void open(URI instance) {
        joined.add(instance);
    }

    public void close(URI instance) {
        joined.remove(instance);
    }

    /** For one try of a command. */
    Gateway choose(Random random) {
        Gateway gateway = tokens.gateway();
        Object[] now = joined.toArray();
        return now.length > 0 && random.nextInt(100) < TO_JOINED_PERCENT
                ? gateway.at((URI) now[random.nextInt(now.length)])
                : gateway;
    }

    /** The token of that one was refused. */
    void refused(Gateway gateway) {
        tokens.refused(gateway);
    }
}
