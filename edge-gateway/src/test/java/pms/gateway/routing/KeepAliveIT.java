package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import pms.gateway.support.GatewayTest;

/** A client may send its next request before it has read the answer to the last (RFC 9112, 9.3.2). */
class KeepAliveIT extends GatewayTest {

    private static final String REQUEST = "GET /auth/jwks HTTP/1.1\r\nHost: pms\r\n\r\n";
    private static final String END = "]}";
    private static final int ROUNDS = 50;

    @Test
    void answersTheRequestThatComesAfterTwoAtOnce() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port())) {
                client.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
                send(client, REQUEST + REQUEST);
                readAnswers(client.getInputStream(), 2);

                send(client, REQUEST);

                readAnswers(client.getInputStream(), 1);
            }
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void readAnswers(InputStream in, int expected) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] part = new byte[8192];
        while (seen.toString().split(java.util.regex.Pattern.quote(END), -1).length - 1 < expected) {
            int length = in.read(part);
            assertThat(length).as("the connection stays open: " + seen).isPositive();
            seen.append(new String(part, 0, length, StandardCharsets.US_ASCII));
        }
    }
}
