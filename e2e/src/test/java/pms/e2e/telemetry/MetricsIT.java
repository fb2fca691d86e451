package pms.e2e.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.status;
import static pms.e2e.TheSystem.unnamed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;

/** The metrics of the services, as the dashboards and the alerts under {@code compose/observability} ask for them. */
class MetricsIT {

    private static final Path FILES =
            Path.of(System.getProperty("pms.checkout", "..")).resolve("compose/observability");
    private static final List<String> SERVICES =
            List.of("command-side", "query-side", "billing-grpc", "analytics-projector");

    /** What stands in a query beside names of metrics. */
    private static final Pattern NO_NAMES = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|by \\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(?![a-z0-9_ ]*\\()");
    private static final Pattern QUERY_OF_AN_ALERT = Pattern.compile("(?m)^\\s+expr: (.*)$");
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");

    /** Before anything waits with a bound. */
    @BeforeAll
    static void start() {
        assertThat(status().isUp()).isTrue();
    }

    @Test
    void eachMetricOfTheDashboardIsThere() throws IOException {
        List<String> queries = Json.read(Files.readString(FILES.resolve("dashboards/pms.json")))
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();

        areThere(queries);
    }

    @Test
    void eachMetricOfTheAlertsIsThere() throws IOException {
        List<String> queries = QUERY_OF_AN_ALERT
                .matcher(Files.readString(FILES.resolve("alerts.yml")))
                .results()
                .map(query -> query.group(1))
                .toList();

        areThere(queries);
    }

    @Test
    void nobodyIsNamedInThem() {
        Patients.Registered patient = Patients.register(Patients.minimal());
        String marker = "zyx" + UUID.randomUUID().toString().replace("-", "");
        asUser().get(patient.path()).then().statusCode(200);
        asUser().get("/api/patients?q=" + marker).then().statusCode(200);

        await().atMost(60, SECONDS) // an answer is counted when it has ended, which its reader may see before
                .until(() -> metrics("query-side").contains("uri=\"/api/patients\""));

        for (String service : SERVICES) {
            assertThat(metrics(service)).doesNotContain(marker, patient.id(), "example.org", "Fairweather");
            assertThat(metrics(service)).as("ids in the metrics of " + service).doesNotContainPattern(UUIDS);
        }
    }

    @Test
    void problemsAreCountedByTheirCode() {
        asUser().get("/api/patients?size=no-number").then().statusCode(400);

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(metrics("query-side"))
                        .containsPattern("http_server_requests_seconds_count\\{[^}]*code=\"invalid-parameter\""));
    }

    @Test
    void arePassedToNobodyOutside() {
        unnamed().get("/actuator/prometheus").then().statusCode(401);
        asUser().get("/actuator/prometheus").then().statusCode(404);
    }

    private static void areThere(List<String> queries) {
        Set<String> asked = queries.stream()
                .map(query -> NO_NAMES.matcher(query).replaceAll(""))
                .flatMap(query -> NAME.matcher(query).results().map(MatchResult::group))
                .filter(name -> !name.equals("up")) // Prometheus' own
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).as("names in " + queries).hasSizeGreaterThan(3);

        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(exposed()).as("what services tell").containsAll(asked));
    }

    private static Set<String> exposed() {
        return SERVICES.stream()
                .flatMap(service -> metrics(service).lines())
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.split("[{ ]", 2)[0]))
                .collect(Collectors.toSet());
    }

    private static String metrics(String service) {
        Answer answer = Gateway.unnamed(
                        URI.create("http://127.0.0.1:" + status().part(service).port()))
                .get("/actuator/prometheus");
        assertThat(answer.status()).as(service).isEqualTo(200);
        return answer.text();
    }
}
