package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.access.Role;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;
import pms.gateway.support.Downstream;
import pms.gateway.support.Surroundings;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Feeds beside other calls, when there are many of them or when they are not read. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "pms.routing.connections=3",
            "pms.routing.feeds=5",
            "pms.routing.waiting=1",
            "pms.routing.acquire-timeout=1s",
            "pms.connections.take=3s"
        })
@DirtiesContext
class ManyFeedsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FEEDS = 5;
    private static final int ROOM_BYTES = 4096;
    private static final int MUCH = 3_000;
    private static final Downstream QUERY_SIDE = Surroundings.QUERY_SIDE;

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_feeds");
    }

    @BeforeEach
    void beginAnew() {
        QUERY_SIDE.restartFeed();
        await().atMost(PATIENCE).until(() -> QUERY_SIDE.openFeeds() == 0);
    }

    @Test
    void leaveConnectionsForOtherCalls() {
        Map<String, String> headers = Map.of("Authorization", bearer());
        Disposable.Composite open = Disposables.composite();
        QUERY_SIDE.emit("id:1\n\n");
        for (int n = 0; n < FEEDS; n++) {
            open.add(new Client(port)
                    .http(headers)
                    .get()
                    .uri("/api/patients/feed")
                    .responseContent()
                    .subscribe());
        }
        await().atMost(PATIENCE).until(() -> QUERY_SIDE.openFeeds() == FEEDS);

        assertThat(new Client(port).get("/api/patients", headers).status()).isEqualTo(200);
        Answer tooMany = new Client(port).get("/api/patients/feed", headers);
        assertThat(tooMany.status()).isEqualTo(503);
        assertThat(tooMany.header("Retry-After")).isNotBlank();
        open.dispose();
    }

    @Test
    void endWhenTheClientDoesNotTakeWhatThereIs() throws IOException {
        String event = "data:" + "x".repeat(1000) + "\n\n";
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(ROOM_BYTES);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            slow.getOutputStream()
                    .write(("GET /api/patients/feed HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + bearer()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> QUERY_SIDE.openFeeds() == 1);
            for (int n = 0; n < MUCH; n++) {
                QUERY_SIDE.emit(event);
            }
            await().atMost(PATIENCE).until(() -> QUERY_SIDE.openFeeds() == 0);
            slow.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            assertThat(read(slow)).as("closed amid the stream").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    private static String read(Socket slow) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            slow.getInputStream().transferTo(all);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return all.toString(StandardCharsets.US_ASCII);
    }

    private String bearer() {
        return "Bearer "
                + Objects.requireNonNull(
                                tokens.issue("feeds@test.com", Role.ADMIN).block(PATIENCE))
                        .value();
    }
}
