package pms.e2e.faults.inject;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * A TCP proxy on loopback that can be cut and slowed down. Connects to the target only when somebody connects to it, so
 * that the target's port need not be known before.
 */
final class Detour implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket door;
    private final IntSupplier target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile long delayMillis;

    private Detour(ServerSocket door, IntSupplier target) {
        this.door = door;
        this.target = target;
    }

    /** @param target the port; asked for with each connection */
    static Detour open(IntSupplier target) {
        try {
            ServerSocket door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
            Detour detour = new Detour(door, target);
            detour.threads.execute(detour::accept);
            return detour;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections, and each new one at once, until it is healed. */
    void cut() {
        cut = true;
        open.forEach(Detour::closeQuietly);
    }

    /** Keeps each portion of bytes for so long, in both directions. */
    void slow(long millis) {
        delayMillis = millis;
    }

    void heal() {
        cut = false;
        delayMillis = 0;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                // Closed by us, or one connection that was gone before it was taken: the next one tells.
                Thread.onSpinWait();
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            if (cut) {
                throw new IOException("cut");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> pump(server, client));
            pump(client, server);
        } catch (IOException | RuntimeException unreachable) {
            end(client, server);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0 && !cut; read = in.read(buffer)) {
                long wait = delayMillis;
                if (wait > 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // One side went away: the other one must learn it, below.
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        closeQuietly(one);
        closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // There is nothing left of it that could be closed.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            open.forEach(Detour::closeQuietly);
            threads.shutdownNow();
        }
    }
}
