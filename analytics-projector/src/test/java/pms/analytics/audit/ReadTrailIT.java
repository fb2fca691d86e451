package pms.analytics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import pms.audit.AccessTrail;
import pms.audit.AuditUnavailable;
import reactor.test.StepVerifier;

class ReadTrailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void nothingMayBeReadWhileTheReadingCantBePutOnRecord() throws IOException {
        try (AccessTrail trail = new AccessTrail(
                Map.of("bootstrap.servers", "127.0.0.1:" + closedPort()),
                "access.audit.v1",
                "test",
                Clock.systemUTC())) {
            var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/audit"));
            new ReadTrail(trail)
                    .auditRead(exchange, UUID.randomUUID())
                    .as(StepVerifier::create)
                    .expectError(AuditUnavailable.class)
                    .verify(PATIENCE);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.getLocalPort()).isPositive();
            return socket.getLocalPort();
        }
    }
}
