package pms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class KafkaSecurityTest {

    private static final String BROKERS = "127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void speaksInClearWhenNothingElseIsSaid() {
        assertThat(KafkaSecurity.PLAINTEXT.properties(BROKERS))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bootstrap.servers", BROKERS, "security.protocol", "PLAINTEXT"));
    }

    @Test
    void believesWhomTheJvmBelievesWhenNobodyIsNamed() {
        assertThat(new KafkaSecurity("ssl", "").properties(BROKERS))
                .containsExactlyInAnyOrderEntriesOf(Map.of("bootstrap.servers", BROKERS, "security.protocol", "SSL"));
    }

    /** Kafka looks for both classes when a client is made. */
    @Test
    void saysByIamWhoItIs() {
        Map<String, Object> properties = new KafkaSecurity("aws-iam", "").properties(BROKERS);
        assertThat(properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers",
                        BROKERS,
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "AWS_MSK_IAM",
                        "sasl.jaas.config",
                        "software.amazon.msk.auth.iam.IAMLoginModule required;",
                        "sasl.client.callback.handler.class",
                        "software.amazon.msk.auth.iam.IAMClientCallbackHandler"));
        try (Admin admin = Admin.create(properties)) {
            assertThat(admin).isNotNull();
        }
    }

    @Test
    void believesThoseInTheFile() throws Exception {
        Path certificate = new Certificates(folder).make("broker");
        for (String protocol : List.of("ssl", "aws-iam")) {
            assertThat(new KafkaSecurity(protocol, certificate.toString()).properties(BROKERS))
                    .containsEntry("ssl.truststore.type", "PEM")
                    .containsEntry("ssl.truststore.location", certificate.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls, '', 'PMS_KAFKA_SECURITY has to be plaintext, ssl or aws-iam: tls'",
        "'', '', 'PMS_KAFKA_SECURITY has to be plaintext, ssl or aws-iam: '",
        "plaintext, /nowhere/ca.pem, PMS_KAFKA_CA needs PMS_KAFKA_SECURITY=ssl or aws-iam",
        "ssl, /nowhere/ca.pem, 'the file of PMS_KAFKA_CA, /nowhere/ca.pem, can''t be read as certificates'"
    })
    void refusesWhatNoClientCouldBeMadeBy(String protocol, String ca, String reason) {
        assertThatThrownBy(() -> new KafkaSecurity(protocol, ca))
                .isInstanceOf(KafkaSecurityRefused.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void refusesAFileWithoutCertificates(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);
        assertThatThrownBy(() -> new KafkaSecurity("ssl", file.toString())).isInstanceOf(KafkaSecurityRefused.class);
    }

    /** Each client has to know its brokers, so none is made without what secures it. */
    @ParameterizedTest
    @ValueSource(strings = {"schema", "command-side", "query-side", "analytics-projector", "edge-gateway"})
    void nobodyElseTellsAClientOfItsBrokers(String module) throws IOException {
        try (var sources = Files.walk(Path.of("../..", module))) {
            assertThat(sources.filter(source -> source.toString().contains("src/main/java"))
                            .filter(Files::isRegularFile)
                            .filter(source -> !source.endsWith("KafkaSecurity.java")))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Files.readString(source))
                            .doesNotContain("BOOTSTRAP_SERVERS_CONFIG", "\"bootstrap.servers\""));
        }
    }
}
