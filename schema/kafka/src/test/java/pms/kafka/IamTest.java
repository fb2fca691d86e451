package pms.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The library was built with an older AWS SDK: it has to find in ours what it signs with. No broker here asks for it. */
class IamTest {

    private static final Map<String, Object> PROPERTIES = new KafkaSecurity("aws-iam", "").properties("127.0.0.1:1");

    @BeforeEach
    void be() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "of-nobody");
    }

    @AfterEach
    void beNobody() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void signsWhoItIs() throws Exception {
        String mechanism = property("sasl.mechanism");
        String module = property("sasl.jaas.config").replaceFirst(" required;$", "");
        assertThat(Class.forName(module).getDeclaredConstructor().newInstance()).isNotNull();
        var handler = Class.forName(property("sasl.client.callback.handler.class"))
                .asSubclass(AuthenticateCallbackHandler.class)
                .getDeclaredConstructor()
                .newInstance();
        handler.configure(
                Map.of(),
                mechanism,
                List.of(new AppConfigurationEntry(module, LoginModuleControlFlag.REQUIRED, Map.of())));

        SaslClient client = Sasl.createSaslClient(
                new String[] {mechanism}, null, "kafka", "b-1.pms.kafka.eu-central-1.amazonaws.com", Map.of(), handler);

        assertThat(new String(client.evaluateChallenge(new byte[0]), UTF_8))
                .contains("\"kafka-cluster:Connect\"", "eu-central-1/kafka-cluster", "\"x-amz-signature\"");
    }

    private static String property(String name) {
        return Objects.requireNonNull(PROPERTIES.get(name)).toString();
    }
}
