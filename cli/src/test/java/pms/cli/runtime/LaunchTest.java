package pms.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
    @Test
    void passesOnNoSecretThatWasNotGiven() {
        Map<String, String> inherited = new HashMap<>(Map.of(
                "PATH", "/bin",
                "PMS_KEK", "a",
                "PMS_KEK_FILE", "b",
                "PMS_KEK_KMS_FILE", "c",
                "PMS_KEYS_TOKEN", "d",
                "PMS_SIGNING_KEK", "e",
                "PMS_AUDIT_KEY_FILE", "f",
                "PMS_ADMIN_PASSWORD", "g",
                "PMS_OPERATOR_TOKEN", "h"));

        Launch.adapt(inherited, Map.of("PMS_KEK_FILE", "mine", "PMS_DEMO", "true"));

        assertThat(inherited)
                .containsOnly(
                        Map.entry("PATH", "/bin"), Map.entry("PMS_KEK_FILE", "mine"), Map.entry("PMS_DEMO", "true"));
    }

    @Test
    void tellsNoSecret() {
        Launch launch = new Launch(List.of("true"), Map.of("PMS_KEK", "the key"), Path.of("."), Path.of("log"));

        assertThat(launch.toString()).contains("PMS_KEK").doesNotContain("the key");
    }
}
