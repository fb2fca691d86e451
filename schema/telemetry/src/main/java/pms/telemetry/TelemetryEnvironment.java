package pms.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes of the few variables of PMS the many settings of Spring Boot, the same in each service. They rank below all that
 * a service says itself.
 *
 * <ul>
 *   <li>{@code PMS_OTLP_ENDPOINT}: where traces go, by OTLP over HTTP, like {@code http://collector:4318}. Without it
 *       there are none, and nothing of them is loaded.
 *   <li>{@code PMS_TRACE_SAMPLING}: which part of the requests is traced, 0 to 1; a tenth when it is not said.
 *   <li>{@code PMS_LOG_FORMAT}: {@code json} for a line of JSON (Elastic Common Schema) each, else text.
 * </ul>
 */
public final class TelemetryEnvironment implements EnvironmentPostProcessor {

    static final String ENDPOINT = "PMS_OTLP_ENDPOINT";
    static final String SAMPLING = "PMS_TRACE_SAMPLING";
    static final String FORMAT = "PMS_LOG_FORMAT";
    private static final String PATH = "/v1/traces";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "management.metrics.distribution.slo.http.server.requests", "10ms,50ms,100ms,250ms,500ms,1s,2500ms");
        settings.put("pms.telemetry.traced", isTraced(environment));
        settings.putAll(isTraced(environment) ? traces(environment) : noTraces());
        if (environment.getProperty(FORMAT, "").equals("json")) {
            settings.put("logging.structured.format.console", "ecs");
            settings.put("logging.structured.json.exclude", "error.message"); // may quote a person
            settings.put("logging.structured.json.stacktrace.printer", TypesAndPlaces.class.getName());
        }
        environment.getPropertySources().addLast(new MapPropertySource("telemetry", settings));
    }

    static boolean isTraced(Environment environment) {
        return !environment.getProperty(ENDPOINT, "").isBlank();
    }

    private static Map<String, Object> noTraces() {
        return Map.of("management.tracing.export.enabled", false);
    }

    private static Map<String, Object> traces(Environment environment) {
        String export = "management.opentelemetry.tracing.export.";
        return Map.of(
                export + "otlp.endpoint",
                traces(environment.getProperty(ENDPOINT, "")),
                export + "otlp.connect-timeout",
                "1s",
                export + "otlp.timeout",
                "3s",
                export + "schedule-delay",
                "1s",
                "management.tracing.baggage.enabled",
                false,
                "management.tracing.propagation.consume",
                "w3c",
                "management.tracing.propagation.produce",
                "w3c",
                "management.tracing.sampling.probability",
                environment.getProperty(SAMPLING, "0.1"),
                "spring.reactor.context-propagation",
                "auto"); // log lines get the trace's id; each operator costs more then
    }

    private static String traces(String endpoint) {
        String plain = endpoint.strip().replaceAll("/+$", "");
        return plain.endsWith(PATH) ? plain : plain + PATH;
    }
}
