package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;

/** What no well-behaved client sends. {@code ~} stands for the end of a line. */
@ExtendWith(OutputCaptureExtension.class)
class SmugglingIT extends GatewayTest {

    private static final int SILENCE_MILLIS = 1_500;
    private static final String SMUGGLED = "GET /api/patients/smuggled HTTP/1.1~Host: x~~";

    @AfterAll
    static void nothingCameLater() {
        assertThat(Surroundings.COMMAND_SIDE.wasAskedFor("smuggled")).isFalse();
        assertThat(Surroundings.QUERY_SIDE.wasAskedFor("smuggled")).isFalse();
    }

    /** The second request never comes out at the other side, whatever each header would make of the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4~Transfer-Encoding: chunked~~0~~",
                "Transfer-Encoding: chunked~Content-Length: 4~~0~~",
                "Content-Length: 0~Content-Length: 44~~",
                "Content-Length: 0, 44~~",
                "Content-Length: +0~~",
                "Content-Length: -1~~",
                "Content-Length: 0x0~~",
                "Transfer-Encoding: xchunked~~0~~",
                "Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~",
                "Transfer-Encoding: identity, chunked~~0~~",
                "Transfer-Encoding : chunked~Content-Length: 4~~0~~",
                "Transfer-Encoding:\u000bchunked~Content-Length: 4~~0~~",
                " Transfer-Encoding: chunked~Content-Length: 4~~0~~",
                "X: a~ Transfer-Encoding: chunked~Content-Length: 4~~0~~",
                "X: a\nTransfer-Encoding: chunked~Content-Length: 4~~0~~",
                "X: a\rTransfer-Encoding: chunked~Content-Length: 4~~0~~",
                "Transfer-Encoding: chunked~~0;x=\n~~",
                "Transfer-Encoding: chunked~~-1~~",
                "Transfer-Encoding: chunked~~0x0~~"
            })
    void smugglesNothing(String framing) throws IOException {
        String answers = exchange("POST /api/patients HTTP/1.1~Host: localhost~Authorization: "
                + loggedIn().get("Authorization") + "~" + framing + SMUGGLED);

        assertThat(answers)
                .as("what follows a body is a request of its own to the gateway, which asks it for a token")
                .doesNotContain("\"uri\":\"/api/patients/smuggled\"");
        assertThat(Surroundings.COMMAND_SIDE.wasAskedFor("smuggled")).isFalse();
        assertThat(Surroundings.QUERY_SIDE.wasAskedFor("smuggled")).isFalse();
    }

    @Test
    void seesARequestThatGetsThrough() throws IOException {
        String two = "GET /api/patients/seen HTTP/1.1~Host: localhost~Authorization: "
                + loggedIn().get("Authorization") + "~~";

        assertThat(exchange(two + two)).contains("\"uri\":\"/api/patients/seen\"");
        assertThat(Surroundings.QUERY_SIDE.wasAskedFor("seen"))
                .as("else the refusals would prove nothing")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/patients/..;/audit",
                "/api/patients/%2e%2e/audit",
                "/api/patients/.%2e/audit",
                "/api/patients/%252e%252e/audit",
                "/api/patients%2f1",
                "/api/patients/1%2Ferasure",
                "/api/patients/1%00",
                "/api/patients/1%0d%0aX-Evil:%201",
                "/api/patients\\1",
                "/api/patients/1%5c..",
                "//api/patients",
                "/./api/patients",
                "http://evil.example//api/patients",
                "/api/patients/1;a=b"
            })
    void knowsNoPathWithTwoReadings(String target) throws IOException {
        String answers = exchange("GET " + target + " HTTP/1.1~Host: localhost~Authorization: "
                + loggedIn().get("Authorization") + "~Connection: close~~");

        assertThat(answers)
                .as("the services here answer every path with 200")
                .containsPattern("^HTTP/1\\.1 (400|404) ");
        assertThat(answers).doesNotContainIgnoringCase("\r\nX-Evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1:1", "localhost@evil.example", "", "a b", "x/../y"})
    void goesToItsOwnServicesWhateverTheHost(String host) throws IOException {
        String answers = exchange("GET /api/patients HTTP/1.1~Host: " + host + "~Authorization: "
                + loggedIn().get("Authorization") + "~Connection: close~~");

        assertThat(answers).containsPattern("^HTTP/1\\.1 (200|400) ");
        if (answers.startsWith("HTTP/1.1 200")) {
            assertThat(answers).contains("\"service\":\"query-side\"").doesNotContain("\"host\":\"evil");
        }
    }

    @Test
    void takesAnAbsoluteFormForItsPath() throws IOException {
        String answers = exchange("GET http://evil.example/api/patients HTTP/1.1~Host: localhost~Authorization: "
                + loggedIn().get("Authorization") + "~Connection: close~~");

        assertThat(answers).containsPattern("^HTTP/1\\.1 (200|400|404) ");
        if (answers.startsWith("HTTP/1.1 200")) {
            assertThat(answers).contains("\"service\":\"query-side\"");
        }
    }

    @Test
    void refusesADeepBody() {
        String deep = "{\"email\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

        Answer answer = client().send("POST", "/auth/login", Map.of("Content-Type", "application/json"), deep);

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%0a2026-01-01%20ERROR%20forged", "%0d%0aforged", "$%7Bjndi:ldap://forged%7D", "%1b[31mforged"})
    void writesNoLineOfTheClientsIntoTheLog(String text, CapturedOutput output) throws IOException {
        exchange("GET /api/patients/" + text + "?q=" + text + " HTTP/1.1~Host: localhost~X-Correlation-Id: " + text
                + "~User-Agent: " + text + "~Authorization: " + loggedIn().get("Authorization")
                + "~Connection: close~~");

        assertThat(output.getAll().lines()).noneMatch(line -> line.contains("forged"));
    }

    /** What is answered until the gateway ends the connection, or waits for more. */
    private String exchange(String request) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), client().port())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().transferTo(answers);
        } catch (SocketTimeoutException | SocketException over) {
            return answers.toString(StandardCharsets.UTF_8);
        }
        return answers.toString(StandardCharsets.UTF_8);
    }
}
