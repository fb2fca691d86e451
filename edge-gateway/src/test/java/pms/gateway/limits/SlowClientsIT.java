package pms.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.access.Role;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;
import pms.gateway.support.Wire;
import reactor.core.publisher.Mono;

/** Who is slow on purpose, and who holds many connections, comes to an end; the others do not notice. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "pms.connections.head=2s",
            "pms.connections.body=2s",
            "pms.connections.take=2s",
            "pms.connections.total=4000",
            "pms.connections.address=2500",
            "pms.database.patience=30s",
            "pms.routing.response-timeout=60s"
        })
@DirtiesContext
class SlowClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEAD = "POST /api/patients HTTP/1.1\r\nHost: localhost\r\n";

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    @Autowired
    private ConnectionCount connections;

    @Autowired
    private HeldBytes held;

    private final List<SocketChannel> opened = new ArrayList<>();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_slow");
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel channel : opened) {
            channel.close();
        }
        await().atMost(PATIENCE).until(() -> connections.open() == 0);
        await("nobody is remembered").atMost(PATIENCE).until(() -> connections.addresses() == 0);
    }

    @Test
    void closesAConnectionOnWhichNothingComes() throws IOException {
        assertThat(answer("")).isEmpty();
    }

    @Test
    void closesAConnectionWhoseHeadersDoNotEnd() throws IOException {
        assertThat(answer(HEAD + "X-More: 1\r\n")).isEmpty();
    }

    @Test
    void closesAConnectionWhoseHeadersTrickle() throws Exception {
        SocketChannel slow = connect("127.0.0.2");
        slow.configureBlocking(false);
        slow.write(bytes(HEAD));

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> isOver(slow, "X"));
    }

    @Test
    void closesAConnectionWhoseSecondRequestTrickles() throws Exception {
        SocketChannel slow = connect("127.0.0.2");
        slow.configureBlocking(false);
        slow.write(bytes("GET /auth/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        await().atMost(PATIENCE).until(() -> slow.read(ByteBuffer.allocate(4096)) > 0);
        slow.write(bytes("GET /auth/"));

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> isOver(slow, "j"));
    }

    @Test
    void saysThatABodyCameTooSlowly() throws IOException {
        int before = Surroundings.COMMAND_SIDE.requests();
        String head =
                HEAD + "Authorization: " + bearer() + "\r\nX-Correlation-Id: slow-1\r\nContent-Length: 100\r\n\r\n{";

        assertThat(answer(head))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"code\":\"request-timeout\"", "X-Correlation-Id: slow-1", "X-Frame-Options: DENY");
        assertThat(Surroundings.COMMAND_SIDE.requests() - before)
                .as("what began is not sent again")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void doesNotTakeALongAnswerForASlowRequest() {
        Surroundings.QUERY_SIDE.restartFeed();
        List<String> seen = Objects.requireNonNull(client().http(Map.of("Authorization", bearer()))
                .get()
                .uri("/api/patients/feed")
                .response((response, body) -> body.asString())
                .doOnSubscribe(start -> Surroundings.QUERY_SIDE.emit("id:1\n\n"))
                .concatWith(Mono.never())
                .take(Duration.ofSeconds(4))
                .doOnNext(event -> assertThat(event).startsWith("id:"))
                .collectList()
                .block(PATIENCE));

        assertThat(seen).containsExactly("id:1\n\n");
    }

    @Test
    void closesAConnectionThatTakesNoAnswer() throws IOException {
        SocketChannel slow = connect("127.0.0.2");
        for (int i = 0; i < 4; i++) { // more than the system takes for it unread
            slow.write(bytes("GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        await().atMost(PATIENCE).until(() -> held.heldBytes() > 0);
        await().atMost(PATIENCE).until(() -> connections.open() == 0);
        await("nothing is remembered").atMost(PATIENCE).until(() -> held.connections() == 0);
    }

    @Test
    void sendsAllToAClientThatTakesItSlowly() throws Exception {
        SocketChannel slow = connect("127.0.0.2");
        slow.write(bytes("GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        AtomicLong taken = new AtomicLong();

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            int bytes = slow.read(ByteBuffer.allocate(64 * 1024));
            taken.addAndGet(Math.max(0, bytes));
            return bytes < 0;
        });

        long whole = client().get("/docs/swagger-ui-bundle.js", Map.of()).body().length();
        assertThat(taken.get()).isGreaterThan(whole);
    }

    /** Its answer goes on; the bytes are looked at when it has ended. */
    @Test
    void letsAFeedLiveWhoseClientSendsStrayBytes() throws Exception {
        Surroundings.QUERY_SIDE.restartFeed();
        SocketChannel feed = connect("127.0.0.2");
        feed.write(
                bytes("GET /api/patients/feed HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + bearer() + "\r\n\r\n"));
        Surroundings.QUERY_SIDE.emit("id:1\n\n");
        assertThat(Wire.textUpTo(feed, "id:1")).startsWith("HTTP/1.1 200 ");

        feed.write(bytes("GET"));
        Instant end = Instant.now().plusSeconds(4); // twice the deadline of a head
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
        Surroundings.QUERY_SIDE.emit("id:2\n\n");

        assertThat(Wire.textUpTo(feed, "id:2")).contains("id:2");
    }

    @Test
    void servesOthersWhileThousandsOfConnectionsAreHalfOpen() throws IOException {
        for (int i = 0; i < 3000; i++) {
            connect("127.0.0.2").write(bytes(HEAD));
            if (i % 500 == 0) {
                assertThat(client().get("/auth/jwks", Map.of()).status()).isEqualTo(200);
            }
        }

        assertThat(connections.open())
                .as("not more than one address may have, and a good one")
                .isLessThanOrEqualTo(2501);
        assertThat(client().get("/api/patients", Map.of("Authorization", bearer()))
                        .status())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(() -> connections.open() == 0);
    }

    /** What is answered until the connection ends. */
    private String answer(String sent) throws IOException {
        return new Wire(port).answer(sent);
    }

    private SocketChannel connect(String from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(from, 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        opened.add(channel);
        return channel;
    }

    private static boolean isOver(SocketChannel slow, String more) {
        try {
            slow.write(bytes(more));
            return slow.read(ByteBuffer.allocate(4096)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String bearer() {
        return "Bearer "
                + Objects.requireNonNull(
                                tokens.issue("good@test.com", Role.ADMIN).block(PATIENCE))
                        .value();
    }

    private Client client() {
        return new Client(port);
    }
}
