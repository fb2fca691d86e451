package pms.cli.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free loopback ports below the range that the system gives to outgoing connections (32768 on Linux, 49152 on
 * macOS): a client that keeps trying a port of that range while nobody listens may end up connected to itself.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 200;

    private final Set<Integer> taken = new HashSet<>();

    /** A free port that this object has not given before. */
    public int take() {
        int port = next();
        while (!taken.add(port)) {
            port = next();
        }
        return port;
    }

    /** A port that is free now. */
    public static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new RuntimeFailure("No free port between " + FIRST + " and " + END);
    }

    /** Whether something could listen on this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
