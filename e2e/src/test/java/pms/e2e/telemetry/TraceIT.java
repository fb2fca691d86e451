package pms.e2e.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.LocalSystem;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;
import tools.jackson.databind.JsonNode;

/** A system of its own, which sends all traces to the test and writes its logs as JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class TraceIT {

    private static final Set<String> SERVICES =
            Set.of("edge-gateway", "command-side", "query-side", "analytics-projector", "billing-grpc");
    private static final String CLIENTS_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENTS_PARENT = "00-" + CLIENTS_TRACE + "-b7ad6b7169203331-01";

    private TraceReceiver receiver;
    private Installation system;
    private Gateway gateway;

    @BeforeAll
    void start() throws IOException {
        receiver = new TraceReceiver();
        CommandLine pms = new CommandLine(
                Path.of(System.getProperty("pms.checkout", "..")),
                Map.of("PMS_OTLP_ENDPOINT", receiver.endpoint(), "PMS_TRACE_SAMPLING", "1", "PMS_LOG_FORMAT", "json"));
        Path data = pms.checkout().resolve("e2e/target/data-traces");
        system = new Installation(pms, data, LocalSystem.freePort());
        if (Files.exists(data)) {
            system.down();
        }
        system.up("--fresh", "--demo").mustSucceed();
        gateway = Gateway.login(system.url());
    }

    @AfterAll
    void stop() {
        if (system != null) {
            system.down();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void oneTraceLeadsThroughAllServices() {
        Set<String> before = traces("http post /api/patients");

        register(Patients.minimal());

        String trace = await().atMost(60, SECONDS)
                .until(() -> fresh("http post /api/patients", before), found -> found != null);
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(receiver.services(String.valueOf(trace)))
                        .as("services with a part in the trace of a registration")
                        .isEqualTo(SERVICES));
        assertThat(trace).as("a client begins no trace of ours").isNotEqualTo(CLIENTS_TRACE);
        assertThat(receiver.services(CLIENTS_TRACE))
                .as("parts of the client's own trace")
                .isEmpty();
    }

    @Test
    void nothingThatNamesAPersonLeaves() {
        String marker = "Zyx" + UUID.randomUUID().toString().replace("-", "");
        Set<String> searches = traces("http get /api/patients");
        Set<String> registrations = traces("http post /api/patients");

        register(Patients.changed(Patients.minimal(), "name", "Ada " + marker));
        register(Patients.changed(Patients.minimal(), "email", marker + "@example.org"));
        assertThat(gateway.get("/api/patients?q=" + marker).status()).isEqualTo(200);
        assertThat(gateway.get("/api/patients?size=" + marker).status()).isEqualTo(400);
        assertThat(gateway.send("POST", "/api/patients", "{\"name\": \"" + marker)
                        .status())
                .isEqualTo(400);

        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(fresh("http get /api/patients", searches)).isNotNull();
            assertThat(fresh("http post /api/patients", registrations)).isNotNull();
        });
        await().atMost(60, SECONDS)
                .until(() -> traces("http get /api/patients").size() >= searches.size() + 2
                        && traces("http post /api/patients").size() >= registrations.size() + 3);
        assertThat(receiver.hasSeen(marker)).as("the marker in what was sent").isFalse();
        assertThat(receiver.hasSeen("example.org")).as("an address in it").isFalse();
        assertThat(receiver.spans())
                .as("attributes of spans")
                .allSatisfy(span -> assertThat(span.attributes())
                        .doesNotContain("http.url", "exception.message", "exception.stacktrace", "client.address"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge-gateway", "command-side", "query-side", "billing-grpc", "analytics-projector"})
    void writesItsLogAsLinesOfJson(String service) throws IOException {
        List<JsonNode> lines = Files.readAllLines(system.data().resolve("logs").resolve(service + ".log")).stream()
                .filter(line -> line.startsWith("{"))
                .map(Json::read)
                .toList();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.path("service").path("name").asString()).isEqualTo(service));
    }

    private void register(Map<String, Object> patient) {
        Answer answer = gateway.post("/api/patients", patient, "traceparent", CLIENTS_PARENT);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private Set<String> traces(String name) {
        return Set.copyOf(receiver.spans().stream()
                .filter(span -> span.name().equals(name))
                .map(TraceReceiver.Seen::trace)
                .toList());
    }

    private @Nullable String fresh(String name, Set<String> before) {
        return traces(name).stream()
                .filter(trace -> !before.contains(trace))
                .findFirst()
                .orElse(null);
    }
}
