package pms.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import pms.gateway.EdgeGateway;
import pms.gateway.support.Surroundings;

class StartIT {

    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    @BeforeAll
    static void startOnce() {
        Surroundings.describe((name, value) -> SETTINGS.put(name, String.valueOf(value.get())), "auth_start");
        start(SETTINGS).close();
    }

    @ParameterizedTest
    @CsvSource({
        "PMS_SIGNING_KEK, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, the signing keys are sealed under",
        "PMS_SIGNING_KEK, AAAA, is not the base64 of 32 bytes",
        "PMS_SIGNING_KEK, '', exactly one of PMS_SIGNING_KEK and PMS_SIGNING_KEK_FILE",
        "PMS_TRUST_TOKEN, '', PMS_TRUST_TOKEN has to be set",
        "PMS_TRUST_TOKEN, short, PMS_TRUST_TOKEN has to be set",
        "PMS_OPERATOR_SHA256, '', PMS_OPERATOR_SHA256 has to be set",
        "PMS_ADMIN_EMAIL, nobody, PMS_ADMIN_EMAIL is not an e-mail address"
    })
    void refusesToStart(String name, String value, String reason) {
        Map<String, String> changed = new LinkedHashMap<>(SETTINGS);
        changed.put(name, value);

        assertThatThrownBy(() -> start(changed).close())
                .rootCause()
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(reason);
    }

    @Test
    void saysWhyInOneLine() {
        FailureAnalysis analysis =
                new StartRefusedAnalyzer().analyze(new IllegalStateException(new StartRefused("no key")));

        assertThat(analysis.getDescription()).isEqualTo("Nothing was changed, edge-gateway does not start: no key");
    }

    private static ConfigurableApplicationContext start(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("server.port", "0");
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(EdgeGateway.class)
                .properties("pms.database.patience=30s")
                .run(arguments);
    }
}
