package pms.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.containers.Yaml.CHECKOUT;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the profile {@code observability} of {@code compose.yaml} is made of fits together. That each metric which is asked
 * for exists is held by {@code MetricsIT}.
 */
class ObservabilityTest {
    private static final String FILES = "compose/observability/";
    private static final Set<String> SERVICES =
            Set.of("command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway");
    private static final int INTERNAL_DOOR = 4005;
    private static final Pattern EXPOSED = Pattern.compile("EXPOSE (\\d+)");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    private final JsonNode compose = Yaml.read("compose.yaml");

    ObservabilityTest() throws IOException {}

    @Test
    void prometheusAsksEachServiceAtItsOwnPort() throws IOException {
        Map<String, Integer> asked = targets()
                .collect(Collectors.toMap(
                        target -> target.path("labels").path("service").asString(),
                        target -> port(target.path("targets").path(0).asString())));

        assertThat(asked.keySet()).isEqualTo(SERVICES);
        for (String service : SERVICES) {
            boolean gateway = service.equals("edge-gateway");
            assertThat(asked.get(service)).as(service).isEqualTo(gateway ? INTERNAL_DOOR : exposed(service));
        }
        assertThat(Files.readString(CHECKOUT.resolve("edge-gateway/src/main/resources/application.yml")))
                .contains("PMS_INTERNAL_PORT:" + INTERNAL_DOOR);
        assertThat(targets().map(ObservabilityTest::label))
                .as("the name that a target is shown under")
                .allSatisfy(both -> assertThat(both.getFirst()).isEqualTo(both.getLast()));
    }

    @Test
    void prometheusHasTheTokenAndTheRulesThatItReads() throws IOException {
        JsonNode prometheus = Yaml.read(FILES + "prometheus.yml");
        List<String> tokens = prometheus.findValuesAsString("credentials_file");

        assertThat(tokens)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(texts(service("prometheus").path("secrets")))
                        .contains(file.replace("/run/secrets/", "")));
        assertThat(texts(prometheus.path("rule_files")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(CHECKOUT.resolve(FILES + file.replace("/etc/prometheus/", "")))
                        .isRegularFile());
    }

    @Test
    void theCollectorDeclaresAllThatItsPipelinesName() throws IOException {
        JsonNode collector = Yaml.read(FILES + "collector.yaml");
        JsonNode pipelines = collector.path("service").path("pipelines");

        assertThat(pipelines.size()).isPositive();
        for (String kind : List.of("receivers", "processors", "exporters")) {
            Set<String> used = pipelines
                    .valueStream()
                    .flatMap(pipeline -> texts(pipeline.path(kind)).stream())
                    .collect(Collectors.toSet());
            assertThat(used).as(kind).isNotEmpty().isEqualTo(Set.copyOf(names(collector.path(kind))));
        }
    }

    @Test
    void tracesFindTheirWayFromAServiceToTempo() throws IOException {
        JsonNode collector = Yaml.read(FILES + "collector.yaml");
        JsonNode tempo = Yaml.read(FILES + "tempo.yaml");
        int in = port(collector.at("/receivers/otlp/protocols/http/endpoint").asString());
        String out = collector.at("/exporters/otlp~1tempo/endpoint").asString();

        assertThat(Files.readString(CHECKOUT.resolve("docs/telemetry.md")))
                .contains("PMS_OTLP_ENDPOINT=http://collector:" + in);
        assertThat(service("collector").isObject()).isTrue();
        assertThat(out)
                .isEqualTo("tempo:"
                        + port(tempo.at("/distributor/receivers/otlp/protocols/grpc/endpoint")
                                .asString()));
    }

    @Test
    void grafanaKnowsTheSourcesThatItsDashboardsAsk() throws IOException {
        JsonNode sources =
                Yaml.read(FILES + "provisioning/datasources/sources.yml").path("datasources");
        JsonNode dashboard = Json.read(Files.readString(CHECKOUT.resolve(FILES + "dashboards/pms.json")));
        int tempo =
                Yaml.read(FILES + "tempo.yaml").at("/server/http_listen_port").asInt();

        assertThat(sources.findValuesAsString("url"))
                .containsExactlyInAnyOrder("http://prometheus:9090", "http://tempo:" + tempo)
                .allSatisfy(url -> assertThat(service(URI.create(url).getHost()).isObject())
                        .isTrue());
        List<String> known = sources.findValuesAsString("uid");
        assertThat(dashboard.path("panels").valueStream()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").asString()).isIn(known);
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("targets").size()).isPositive();
        });
        assertThat(dashboard
                        .path("panels")
                        .valueStream()
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
        assertThat(mounts("grafana").values())
                .contains(Yaml.read(FILES + "provisioning/dashboards/dashboards.yml")
                        .at("/providers/0/options/path")
                        .asString());
    }

    @Test
    void eachAlertSaysWhatItIsAboutByLabelsThatItKeeps() throws IOException {
        List<JsonNode> rules = Yaml.read(FILES + "alerts.yml")
                .at("/groups/0/rules")
                .valueStream()
                .toList();

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            String expression = rule.path("expr").asString();
            String summary = rule.at("/annotations/summary").asString();
            assertThat(summary).isNotBlank();
            assertThat(rule.path("for").asString()).matches("\\d+[ms]");
            assertThat(LABEL.matcher(summary).results().map(found -> found.group(1)))
                    .allSatisfy(label -> assertThat(expression).containsPattern("by \\([^)]*\\b" + label + "\\b|^up "));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "tempo", "prometheus", "grafana"})
    void eachPartOfItIsAskedForAndFindsItsFiles(String part) {
        assertThat(texts(service(part).path("profiles"))).containsExactly("observability");
        assertThat(service(part).path("image").asString())
                .as("a version, not the latest")
                .matches(".*:v?\\d+\\.\\d+\\.\\d+");
        assertThat(mounts(part)).isNotEmpty();
        mounts(part).forEach((from, to) -> {
            if (from.startsWith("./")) {
                assertThat(CHECKOUT.resolve(from)).as(to).exists();
            } else {
                assertThat(compose.path("volumes").has(from)).as(from).isTrue();
            }
        });
        service(part)
                .path("command")
                .valueStream()
                .map(JsonNode::asString)
                .filter(it -> it.contains("config"))
                .forEach(option -> assertThat(mounts(part).values())
                        .anyMatch(
                                to -> option.substring(option.indexOf('=') + 1).startsWith(to)));
        assertThat(texts(service(part).path("secrets"))).allMatch(compose.path("secrets")::has);
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    /** What is mounted where. */
    private Map<String, String> mounts(String part) {
        return texts(service(part).path("volumes")).stream()
                .map(mount -> mount.split(":", -1))
                .collect(Collectors.toMap(mount -> mount[0], mount -> mount[1]));
    }

    private static Stream<JsonNode> targets() throws IOException {
        return Yaml.read(FILES + "prometheus.yml")
                .path("scrape_configs")
                .valueStream()
                .flatMap(job -> job.path("static_configs").valueStream());
    }

    private static List<String> label(JsonNode target) {
        String address = target.path("targets").path(0).asString();
        return List.of(target.path("labels").path("service").asString(), address.substring(0, address.indexOf(':')));
    }

    private static int exposed(String service) throws IOException {
        String dockerfile = Files.readString(CHECKOUT.resolve(Path.of(service, "Dockerfile")));
        return EXPOSED.matcher(dockerfile)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }
}
