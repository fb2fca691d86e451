package pms.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Wire;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerAnswersIT extends GatewayTest {

    private static final String HOST = "Host: localhost\r\n";
    private static final String MARK = "Zyxwvut";

    static Stream<Arguments> whatNoFilterSees() {
        return Stream.of(
                Arguments.of("no HTTP", MARK + "\r\n\r\n", 400, "malformed-request"),
                Arguments.of("no version", "GET /" + MARK + "\r\n" + HOST + "\r\n", 400, "malformed-request"),
                Arguments.of(
                        "no such version", "GET /" + MARK + " HTTX/1.1\r\n" + HOST + "\r\n", 400, "malformed-request"),
                Arguments.of(
                        "a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400, "malformed-request"),
                Arguments.of(
                        "no URI", "GET /?q=" + MARK + "[{| HTTP/1.1\r\n" + HOST + "\r\n", 400, "malformed-request"),
                Arguments.of(
                        "half an escape",
                        "GET /?q=" + MARK + "%zz HTTP/1.1\r\n" + HOST + "\r\n",
                        400,
                        "malformed-request"),
                Arguments.of(
                        "a header without a name",
                        "GET / HTTP/1.1\r\n" + HOST + ": " + MARK + "\r\n\r\n",
                        400,
                        "malformed-request"),
                Arguments.of(
                        "a space in a header's name",
                        "GET / HTTP/1.1\r\n" + HOST + "X : " + MARK + "\r\n\r\n",
                        400,
                        "malformed-request"),
                Arguments.of(
                        "two lengths",
                        "POST /auth/login HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"
                                + MARK,
                        400,
                        "malformed-request"),
                Arguments.of(
                        "a length that is none",
                        "POST /auth/login HTTP/1.1\r\n" + HOST + "Content-Length: " + MARK + "\r\n\r\n",
                        400,
                        "malformed-request"),
                Arguments.of(
                        "a chunk without a size",
                        "POST /auth/login HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + MARK
                                + "\r\n",
                        400,
                        "malformed-request"),
                Arguments.of(
                        "a long request line",
                        "GET /auth/jwks?" + MARK.repeat(1_200) + " HTTP/1.1\r\n" + HOST + "\r\n",
                        414,
                        "uri-too-long"),
                Arguments.of(
                        "a long header",
                        "GET /auth/jwks HTTP/1.1\r\n" + HOST + "X: " + MARK.repeat(4_700) + "\r\n\r\n",
                        431,
                        "headers-too-large"),
                Arguments.of(
                        "many headers",
                        "GET /auth/jwks HTTP/1.1\r\n" + HOST + ("X: " + MARK + "\r\n").repeat(4_000) + "\r\n",
                        431,
                        "headers-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatNoFilterSees")
    void tellsTheProblemAndEndsTheConnection(String what, String sent, int status, String code) throws IOException {
        String answer = new Wire(port()).answer(sent);

        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ");
        assertThat(count(answer, "HTTP/1.1 ")).as("one answer").isEqualTo(1);
        assertThat(head(answer))
                .contains("\r\ncontent-type: application/problem+json\r\n", "\r\nconnection: close\r\n")
                .containsPattern("\r\nx-correlation-id: [0-9a-f-]{36}\r\n")
                .contains(
                        "\r\nx-content-type-options: nosniff\r\n",
                        "\r\nx-frame-options: deny\r\n",
                        "\r\nreferrer-policy: no-referrer\r\n",
                        "\r\ncache-control: no-store\r\n",
                        "\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n")
                .doesNotContain("strict-transport-security");
        JsonNode problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("type").asString()).isEqualTo("urn:pms:problem:" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(answer).as("nothing is quoted").doesNotContainIgnoringCase(MARK);
    }

    @Test
    void keepsTheClientsCorrelationId() throws IOException {
        String answer = new Wire(port()).answer("GET /[ HTTP/1.1\r\n" + HOST + "X-Correlation-Id: mine-1\r\n\r\n");

        assertThat(head(answer)).startsWith("http/1.1 400 ").contains("\r\nx-correlation-id: mine-1\r\n");
    }

    @Test
    void makesAnIdWhereItCanNotTellWhoseAnswerItIs() throws IOException {
        String first = "GET /[ HTTP/1.1\r\n" + HOST + "X-Correlation-Id: first\r\n\r\n";
        String second = "GET /auth/jwks HTTP/1.1\r\n" + HOST + "X-Correlation-Id: second\r\n\r\n";

        String answer = new Wire(port()).answer(first + second);

        assertThat(head(answer)).startsWith("http/1.1 400 ").doesNotContain("second");
    }

    @Test
    void sendsNoBodyToWhoAskedForTheHeadAlone() throws IOException {
        String answer = new Wire(port()).answer("HEAD /[ HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    }

    @Test
    void answersWhatCameBeforeAndNothingAfter() throws IOException {
        String good = "GET /auth/jwks HTTP/1.1\r\n" + HOST + "\r\n";

        String answer = new Wire(port()).answer(good + "X Y\r\n\r\n" + good);

        assertThat(count(answer, "HTTP/1.1 200 ")).isLessThanOrEqualTo(1);
        assertThat(answer).contains("\"code\":\"malformed-request\"");
        assertThat(answer).as("the last").endsWith("}").doesNotContainPattern("malformed-request(?s:.)*HTTP/1.1");
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
