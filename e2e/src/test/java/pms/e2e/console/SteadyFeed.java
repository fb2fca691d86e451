package pms.e2e.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A feed as query-side gives it, on a port of its own, but with so many events a second as are asked for: on and on, until
 * it is told how many there are. Each connection goes on behind the last event that it says it had.
 */
@SuppressWarnings("InlineFormatString") // what an event looks like is read first
final class SteadyFeed implements AutoCloseable {

    private static final String EVENT =
            "id:%d\nevent:PatientAmended\ndata:{\"position\":%d,\"type\":\"PatientAmended\","
                    + "\"patientId\":\"0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e\",\"time\":\"2026-01-15T09:30:00Z\","
                    + "\"who\":\"somebody@example.org\",\"changed\":[\"phone\"]}\n\n";

    private final HttpServer server;
    private final long nanosBetween;
    private long first;
    private long last;
    private long end = Long.MAX_VALUE;
    private volatile boolean isClosed;

    private SteadyFeed(HttpServer server, int perSecond) {
        this.server = server;
        this.nanosBetween = 1_000_000_000L / perSecond;
    }

    static SteadyFeed of(int perSecond) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        SteadyFeed feed = new SteadyFeed(server, perSecond);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", feed::answer);
        server.start();
        return feed;
    }

    String url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .toString();
    }

    /** No more than these, or those that are sent by now if these are more. */
    synchronized void endAfter(long events) {
        end = Math.max(first + events - 1, last);
    }

    /** The position of the last event that there will be, after {@link #endAfter}. */
    synchronized long end() {
        return end;
    }

    /** How many there are in all, after {@link #endAfter}. */
    synchronized long events() {
        return end - first + 1;
    }

    private synchronized void begin(long at) {
        if (first == 0) {
            first = at;
        }
    }

    /** False when there is none at this position. */
    private synchronized boolean take(long at) {
        if (at > end) {
            return false;
        }
        last = Math.max(last, at);
        return true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            long behind = Long.parseLong(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
            begin(behind + 1);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            send(behind + 1, exchange.getResponseBody());
        }
    }

    /** A late one is followed by the next at once; with no more events it stays open. */
    private void send(long from, OutputStream out) throws IOException {
        out.write(":open\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        long begun = System.nanoTime();
        for (long at = from; !isClosed; ) {
            long due = begun + (at - from) * nanosBetween;
            LockSupport.parkNanos(Math.max(due - System.nanoTime(), 100_000));
            if (System.nanoTime() >= due && take(at)) {
                out.write(EVENT.formatted(at, at).getBytes(StandardCharsets.UTF_8));
                out.flush();
                at++;
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        server.stop(0);
    }
}
