package pms.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class NoTracesWithoutEndpointTest {

    private static final @Nullable String[] CONFIGURATIONS = {
        "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
        "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
        "pms.telemetry.TracesConfiguration",
        "pms.telemetry.TelemetryConfiguration",
        null
    };

    @Test
    void leavesOutWhatTraces() {
        assertThat(kept(Map.of())).containsExactly(false, false, false, true, true);
    }

    @Test
    void leavesAllWhereTracesGoSomewhere() {
        assertThat(kept(Map.of("PMS_OTLP_ENDPOINT", "http://collector:4318"))).containsOnly(true);
    }

    private static boolean[] kept(Map<String, Object> given) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        NoTracesWithoutEndpoint filter = new NoTracesWithoutEndpoint();
        filter.setEnvironment(environment);
        return filter.match(CONFIGURATIONS);
    }
}
