package pms.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pms.cli.gateway.GatewayClient;

/** A server that gives two events and then says nothing any more, without ending the stream. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class FeedReaderTest {
    private static final Duration SILENCE = Duration.ofMillis(300);

    private final CountDownLatch isOver = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        isOver.countDown();
        server.stop(0);
    }

    @Test
    void goesOnAfterTheLastEventWhenTheServerIsSilentForTooLong() {
        GatewayClient gateway = new GatewayClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        List<Long> positions = new ArrayList<>();

        new FeedReader(gateway, null, 0, new PrintWriter(err, true), SILENCE).follow(event -> {
            positions.add(event.position());
            return event.position() < 4;
        });

        assertThat(positions).as("each once, in order").containsExactly(1L, 2L, 3L, 4L);
        assertThat(asked).first().isEqualTo("0");
        assertThat(asked).last().isEqualTo("2");
        assertThat(err.toString()).contains("The feed broke off; going on after position 2");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            asked.add(last);
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (long at = Long.parseLong(last) + 1, end = at + 2; at < end; at++) {
                out.write(("id:" + at + "\nevent:PatientAmended\ndata:{}\n\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            isOver.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
