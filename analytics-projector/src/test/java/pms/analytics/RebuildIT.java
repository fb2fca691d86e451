package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** The views rebuilt from the events, by HTTP. */
class RebuildIT {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final int PATIENTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KILLS = 10;
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Logger LOG = LoggerFactory.getLogger(RebuildIT.class);

    private String name;
    private String password;
    private EventTopic topic;
    private RunningAnalytics analytics;

    @BeforeEach
    void start(TestInfo test) {
        name = "rebuild_" + Integer.toHexString(test.getDisplayName().hashCode());
        password = Servers.postgres().createDatabase(name);
        topic = new EventTopic(name);
        analytics = new RunningAnalytics(name, password);
    }

    @AfterEach
    void stop() {
        analytics.close();
        topic.close();
    }

    @Test
    void aRebuiltGenerationIsEqualAndTakesOver() {
        var history = new RandomHistory(11).ofPatients(PATIENTS);
        topic.write(history, 0, history.size());
        analytics.await(history.size());

        var ended = new RebuildClient(analytics).rebuild("analytics");

        assertThat(ended).containsEntry("state", "SWITCHED").containsEntry("generation", 2);
        assertThat(ended).containsEntry("events", Map.of("done", history.size(), "total", history.size()));
        assertThat((List<?>) ended.get("comparison"))
                .as("each view")
                .hasSameSizeAs((List<?>) ended.get("views"))
                .allMatch(RebuildClient::isEqual);
        assertThat(analytics.get("/api/analytics/summary", OBJECT)).isEqualTo(new Expected(history).summary());
    }

    @Test
    void aRebuildThatIsKilledTenTimesWithItsProcessIsGoneOnWith() throws IOException {
        long seed = Long.getLong("pms.kills.seed", System.nanoTime());
        LOG.info("Killed at moments of -Dpms.kills.seed={}", seed);
        var random = new Random(seed);
        var history = new RandomHistory(12).ofPatients(PATIENTS);
        topic.write(history, 0, history.size());
        analytics.await(history.size());
        analytics.close();
        try (var database = new Superuser(name);
                var trust = new TestTrust()) {
            database.execute("""
                    insert into rebuild (id, projection, view, kind, generation, progress, state, phase, switches)
                    values (gen_random_uuid(), 'analytics', 'analytics', 'REBUILD', 2, 'analytics@2', 'RUNNING', 'WAITING',
                            'WHEN_EQUAL')""");
            for (int kill = 1; kill <= KILLS; kill++) {
                long left = history.size() - done(database);
                long moment = done(database) + 1 + random.nextLong(Math.max(1, left / (KILLS + 2 - kill)));
                var process = slowProcess(trust);
                try {
                    Awaitility.await().atMost(PATIENCE).pollInterval(LOOK).until(() -> done(database) >= moment);
                } finally {
                    process.destroyForcibly().onExit().join();
                }
            }
            assertThat(done(database)).as("killed before its end").isLessThan(history.size());
            analytics = new RunningAnalytics(name, password);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> database.strings("select state from rebuild").equals(List.of("SWITCHED")));
            assertThat(database.strings("""
                    select it ->> 'view' from rebuild, jsonb_array_elements(comparison) compared (it)
                     where it ->> 'live' = it ->> 'built'"""))
                    .as("views of the same hash")
                    .contains("summary", "registrations", "demographics", "patient_facts", "census", "readmissions")
                    .hasSameSizeAs(database.strings("select jsonb_array_elements(comparison)::text from rebuild"));
        }
        assertThat(analytics.get("/api/analytics/summary", OBJECT)).isEqualTo(new Expected(history).summary());
    }

    private Process slowProcess(TestTrust trust) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AnalyticsProjector.class.getName()));
        command.addAll(RunningAnalytics.arguments(name, password, trust.url()));
        command.addAll(List.of("--pms.rebuild.batch-size=1", "--pms.rebuild.parallelism=1"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long done(Superuser database) {
        return Long.parseLong(database.strings("select done from rebuild").getFirst());
    }

    @Test
    void isEqualThoughCommandsGoOn() {
        var history = new RandomHistory(13).ofPatients(PATIENTS);
        int half = history.size() / 2;
        topic.write(history, 0, half);
        analytics.await(half);
        var path = new RebuildClient(analytics).begin(Map.of("view", "summary"));
        topic.write(history, half, history.size());
        assertThat(new RebuildClient(analytics).ended(path))
                .containsEntry("state", "SWITCHED")
                .containsEntry("view", "summary");
        analytics.await(history.size());
        assertThat(analytics.get("/api/analytics/summary", OBJECT)).isEqualTo(new Expected(history).summary());
    }

    @Test
    void refusesWhatIsNotThereAndWhatCanNotBe() {
        var client = new RebuildClient(analytics);
        var unknown = "/api/analytics/rebuilds/" + new UUID(0, 1);
        assertThat(client.refused(HttpMethod.DELETE, unknown, HttpStatus.NOT_FOUND))
                .containsEntry("code", "rebuild-not-found");
        assertThat(client.refused(HttpMethod.POST, unknown + "/rollback", HttpStatus.NOT_FOUND))
                .containsEntry("code", "rebuild-not-found");
        assertThat(client.refused(HttpMethod.POST, "/api/analytics/rebuilds/none", HttpStatus.METHOD_NOT_ALLOWED))
                .containsEntry("code", "method-not-allowed");
        assertThat(client.refused(Map.of("views", List.of("summary"))))
                .containsEntry("code", "unknown-field")
                .containsEntry("errors", Map.of("views", "Unknown field"));
        assertThat(client.all()).as("nothing has begun").isEmpty();
        var ended = client.ended(client.begin(Map.of("view", "demographics", "switches", false)));
        assertThat(ended).containsEntry("state", "BUILT");
        assertThat(client.refused(
                        HttpMethod.POST,
                        "/api/analytics/rebuilds/" + ended.get("id") + "/rollback",
                        HttpStatus.CONFLICT))
                .containsEntry("code", "rebuild-not-possible");
        assertThat(client.ended(client.post("/api/analytics/rebuilds/" + ended.get("id") + "/switch")))
                .containsEntry("state", "SWITCHED");
    }
}
