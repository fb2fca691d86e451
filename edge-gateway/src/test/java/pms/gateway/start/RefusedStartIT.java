package pms.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.GatewayProcess;

/** Each in a process of its own: the line that its operator sees, and the exit code that its supervisor sees. */
class RefusedStartIT {

    private static final String OTHER_KEK = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static Map<String, String> settings = Map.of();

    /** Its signing keys are there, so another key-encryption key is the wrong one. */
    @BeforeAll
    static void startOnce() {
        settings = GatewayProcess.settings("auth_start");
        GatewayProcess.rehearse(settings);
    }

    @ParameterizedTest
    @CsvSource({
        "PMS_SIGNING_KEK, '', exactly one of PMS_SIGNING_KEK and PMS_SIGNING_KEK_FILE has to be set",
        "PMS_SIGNING_KEK, 5ecret, is not the base64 of 32 bytes",
        "PMS_SIGNING_KEK, " + OTHER_KEK + ", the signing keys are sealed under the key-encryption key",
        "PMS_SIGNING_KEK_FILE, /nowhere/kek, exactly one of PMS_SIGNING_KEK and PMS_SIGNING_KEK_FILE has to be set",
        "PMS_TRUST_TOKEN, '', PMS_TRUST_TOKEN has to be set",
        "PMS_TRUST_TOKEN, 5ecret, PMS_TRUST_TOKEN has to be set",
        "PMS_OPERATOR_SHA256, '', PMS_OPERATOR_SHA256 has to be set",
        "PMS_OPERATOR_SHA256, 5ecret, PMS_OPERATOR_SHA256 has to be set",
        "PMS_BILLING_TOKEN, '', PMS_BILLING_TOKEN has to be set",
        "PMS_ADMIN_EMAIL, nobody, PMS_ADMIN_EMAIL is not an e-mail address"
    })
    void saysWhichSettingIsMissingOrWrong(String name, String value, String reason) throws InterruptedException {
        assertRefusal(Map.of(name, value), "Nothing was changed, edge-gateway does not start: ", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PMS_SIGNING_KEK_FILE=/nowhere/kek", "PMS_ADMIN_EMAIL=a@test.com"})
    void saysWhatIsWrongWithTwoSettings(String first) throws InterruptedException {
        boolean isFile = first.startsWith("PMS_SIGNING");
        assertRefusal(
                Map.of(
                        first.substring(0, first.indexOf('=')),
                        first.substring(first.indexOf('=') + 1),
                        isFile ? "PMS_SIGNING_KEK" : "PMS_ADMIN_PASSWORD",
                        isFile ? "" : "5ecret"),
                "Nothing was changed, edge-gateway does not start: ",
                isFile ? "the key file /nowhere/kek can't be read" : "PMS_ADMIN_PASSWORD can't be accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "PMS_CORS_ORIGINS, *, PMS_CORS_ORIGINS has to be a list of origins",
        "PMS_KAFKA_SECURITY, tls, 'PMS_KAFKA_SECURITY has to be plaintext, ssl or aws-iam'",
        "PMS_TRUSTED_PROXIES, -1, PMS_TRUSTED_PROXIES has to be 0 or more",
        "PMS_TRUSTED_PROXIES, many, pms.routing.trusted-proxies",
        "PMS_CONNECTIONS_HEAD, soon, pms.connections.head",
        "SERVER_PORT, none, server.port"
    })
    void saysWhichSettingCanNotBeRead(String name, String value, String reason) throws InterruptedException {
        assertRefusal(Map.of(name, value), "", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_PORT", "PMS_INTERNAL_PORT"})
    void saysWhichPortIsNotFree(String setting) throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertRefusal(Map.of(setting, port), "", port);
        }
    }

    private static void assertRefusal(Map<String, String> changes, String beginning, String reason)
            throws InterruptedException {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        changed.putAll(changes);
        try (GatewayProcess gateway = GatewayProcess.launch(changed)) {
            assertThat(gateway.exitCode()).as(gateway.output()).isEqualTo(1);
            assertOneLine(gateway.output(), beginning, reason);
        }
    }

    private static void assertOneLine(String output, String beginning, String reason) {
        List<String> lines =
                output.lines().filter(line -> !line.contains("  INFO ")).toList();
        assertThat(lines)
                .as("one line beside the ordinary ones")
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" ERROR ", "OneLineReporter", beginning, reason));
        assertThat(output).as("no secret").doesNotContain("5ecret", OTHER_KEK);
    }
}
