package pms.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TelemetryEnvironmentTest {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String LOGGED = "spring.reactor.context-propagation";

    @ParameterizedTest
    @ValueSource(strings = {"http://collector:4318", "http://collector:4318/", "http://collector:4318/v1/traces"})
    void tracesGoToTheEndpoint(String given) {
        Environment environment = with(Map.of("PMS_OTLP_ENDPOINT", given));

        assertThat(environment.getProperty(ENDPOINT)).isEqualTo("http://collector:4318/v1/traces");
        assertThat(environment.getProperty("management.tracing.sampling.probability"))
                .isEqualTo("0.1");
        assertThat(environment.getProperty(LOGGED)).isEqualTo("auto");
    }

    @Test
    void thereAreNoneWithoutAnEndpoint() {
        Environment environment = with(Map.of("PMS_OTLP_ENDPOINT", " "));

        assertThat(environment.containsProperty(ENDPOINT)).isFalse();
        assertThat(environment.getProperty("management.tracing.export.enabled", Boolean.class))
                .isFalse();
        assertThat(environment.containsProperty(LOGGED))
                .as("which costs something at each operator")
                .isFalse();
    }

    @Test
    void theirShareCanBeSaid() {
        Environment environment = with(Map.of("PMS_OTLP_ENDPOINT", "http://collector:4318", "PMS_TRACE_SAMPLING", "1"));

        assertThat(environment.getProperty("management.tracing.sampling.probability"))
                .isEqualTo("1");
    }

    @Test
    void logsAreTextUnlessJsonIsAskedFor() {
        assertThat(with(Map.of()).containsProperty("logging.structured.format.console"))
                .isFalse();
        assertThat(with(Map.of("PMS_LOG_FORMAT", "json")).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
    }

    @Test
    void aServiceHasTheLastWord() {
        Environment environment = with(Map.of("PMS_LOG_FORMAT", "json", "logging.structured.format.console", "gelf"));

        assertThat(environment.getProperty("logging.structured.format.console")).isEqualTo("gelf");
    }

    private static Environment with(Map<String, Object> given) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new TelemetryEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
