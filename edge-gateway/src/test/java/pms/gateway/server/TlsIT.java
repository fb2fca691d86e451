package pms.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.gateway.support.Certificate;
import pms.gateway.support.Surroundings;
import pms.gateway.support.Wire;

/** A gateway that speaks TLS by itself. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"PMS_DEMO=false", "pms.connections.head=3s", "pms.database.patience=30s"})
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class TlsIT {

    private static final String REST = "Host: localhost\r\nConnection: close\r\n\r\n";
    private static final String GET = "GET /auth/jwks HTTP/1.1\r\n" + REST;
    private static final String MARK = "Zyxwvut";
    private static final int HANDSHAKE = 0x16;
    private static final int ALERT = 0x15;

    @TempDir
    static Path folder;

    private static Certificate certificate;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void makeACertificate() throws IOException, InterruptedException, GeneralSecurityException {
        certificate = new Certificate(folder);
    }

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) throws IOException, GeneralSecurityException {
        Surroundings.describe(properties, "auth_tls");
        certificate.describe(properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void answersAndTellsBrowsersToStayWithTls(String protocol) throws Exception {
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {protocol});

            String answer = Wire.answer(socket, GET);

            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"keys\"");
            assertThat(head(answer)).contains("\r\nstrict-transport-security: max-age=31536000\r\n");
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void tellsItAlsoWhereTheHttpServerAnswersByItself() throws Exception {
        try (SSLSocket socket = connect()) {
            String answer = Wire.answer(socket, "GET /[ HTTP/1.1\r\n" + REST);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"malformed-request\"");
            assertThat(head(answer)).contains("\r\nstrict-transport-security: max-age=31536000\r\n");
        }
    }

    @Test
    void speaksNoHttpInClearAndLogsNothingOfIt(CapturedOutput output) throws IOException {
        String asked = "GET /api/patients?q=" + MARK + " HTTP/1.1\r\n" + REST;

        assertThat(answer(asked.getBytes(StandardCharsets.US_ASCII))).doesNotContain("HTTP/1.1 200", "\"keys\"");
        assertThat(answer(GET.getBytes(StandardCharsets.US_ASCII))).doesNotContain("HTTP/1.1 200", "\"keys\"");

        assertThat(output.getAll())
                .doesNotContainIgnoringCase(MARK)
                .doesNotContainIgnoringCase(HexFormat.of().formatHex(MARK.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({"0300, false", "0301, false", "0302, false", "0303, true"})
    void speaksNoVersionThatIsBroken(String version, boolean spoken) throws IOException {
        String answer = answer(clientHello(HexFormat.fromHexDigits(version)));

        assertThat(!answer.isEmpty() && answer.charAt(0) == HANDSHAKE).isEqualTo(spoken);
        if (!spoken && !answer.isEmpty()) {
            assertThat(answer.charAt(0)).isEqualTo((char) ALERT);
        }
    }

    @Test
    void endsAHandshakeThatDoesNotBegin() throws IOException {
        assertThat(answer(new byte[0])).isEmpty();
    }

    @Test
    void endsAHandshakeThatDoesNotEnd() throws IOException {
        byte[] hello = clientHello(0x0303);
        byte[] half = Arrays.copyOf(hello, hello.length / 2);

        assertThat(answer(half)).as("no answer to half a greeting").doesNotContain("HTTP");
        assertThat(answer(hello)).as("and no end to one that the client leaves").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /auth/jwks HTTP/1.1\r\nHost: "})
    void endsARequestWhoseHeadDoesNotArrive(String half) throws Exception {
        try (SSLSocket socket = connect()) {
            socket.startHandshake();

            assertThat(Wire.answer(socket, half)).isEmpty();
        }
    }

    @Test
    void showsTheCertificateThatItWasGiven() throws Exception {
        try (SSLSocket stranger = (SSLSocket)
                SSLContext.getDefault().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            assertThatThrownBy(stranger::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private SSLSocket connect() throws IOException, GeneralSecurityException {
        return (SSLSocket)
                certificate.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }

    /** What is answered until the gateway ends the connection, byte by byte as a character. */
    private String answer(byte[] sent) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(sent);
            socket.getInputStream().transferTo(answer);
        } catch (SocketException reset) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** RFC 5246, 7.4.1.2: a greeting in which that version is the highest, with suites that each version has. */
    private static byte[] clientHello(int version) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream hello = new DataOutputStream(body);
        hello.writeShort(version);
        hello.write(new byte[32]); // random
        hello.writeByte(0); // no session
        hello.writeShort(6);
        hello.writeShort(0xC02F); // ECDHE_RSA_WITH_AES_128_GCM_SHA256
        hello.writeShort(0xC013); // ECDHE_RSA_WITH_AES_128_CBC_SHA
        hello.writeShort(0x002F); // RSA_WITH_AES_128_CBC_SHA
        hello.writeShort(0x0100); // no compression
        byte[] extensions = HexFormat.of().parseHex("000a000400020017" + "000b00020100" + "000d0006000404010804");
        hello.writeShort(extensions.length);
        hello.write(extensions);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(record);
        out.writeByte(HANDSHAKE);
        out.writeShort(Math.min(version, 0x0301));
        out.writeShort(body.size() + 4);
        out.writeInt(0x01000000 | body.size());
        out.write(body.toByteArray());
        return record.toByteArray();
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
    }
}
