package pms.command.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a store and its database, and fails as a network does. */
final class FlakyProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile boolean deaf;

    FlakyProxy(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on the database gets what is sent, and nobody gets its answers. */
    void loseAnswers() {
        deaf = true;
    }

    /** Cuts all connections and refuses new ones. */
    void goDown() {
        down = true;
        cut();
    }

    /** Cuts all connections; new ones work. */
    void cut() {
        deaf = false;
        open.forEach(FlakyProxy::closeQuietly);
    }

    void comeBack() {
        deaf = false;
        down = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        if (down) {
            client.close();
            return;
        }
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(database);
        Thread.ofVirtual().start(() -> pump(client, database, false));
        Thread.ofVirtual().start(() -> pump(database, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!answers || !deaf) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
            }
        } catch (IOException cut) {
            open.remove(from); // the other direction sees the same end
        } finally {
            open.remove(from);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
