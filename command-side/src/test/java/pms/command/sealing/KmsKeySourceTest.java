package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks as KMS does for the one call that is made. */
class KmsKeySourceTest {

    private static final byte[] KEY = Aes.randomKey();
    private static final String CIPHERTEXT =
            Base64.getEncoder().encodeToString("what KMS has encrypted".getBytes(StandardCharsets.UTF_8));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server = start();

    @BeforeEach
    void configure() {
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        System.setProperty(
                "aws.endpointUrlKms", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.clearProperty("aws.endpointUrlKms");
    }

    @Test
    void decryptsTheKeysOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("kek.kms"), "# by KMS\n" + CIPHERTEXT + "\n");

        KeyEncryptionKeys keys =
                new KekProperties("", "", file.toString()).source().load();

        assertThat(keys.active().id()).isEqualTo(KeyEncryptionKey.of(KEY).id());
        assertThat(asked.get())
                .as("bound to what it is for")
                .contains(CIPHERTEXT, "EncryptionContext", "\"pms\":\"kek\"");
    }

    @Test
    void saysWhenTheFileOrWhatIsInItIsWrong() throws IOException {
        assertThatThrownBy(() -> new KmsKeySource(folder.resolve("none")).load())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("can't be read");
        Path file = Files.writeString(folder.resolve("kek.kms"), "not base64!");
        assertThatThrownBy(() -> new KmsKeySource(file).load())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("is not the base64");
    }

    private HttpServer start() {
        try {
            HttpServer kms = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            kms.createContext("/", exchange -> {
                asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = ("{\"KeyId\":\"k\",\"Plaintext\":\""
                                + Base64.getEncoder().encodeToString(KEY) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            kms.start();
            return kms;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
