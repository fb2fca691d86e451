package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;

/** Each view against an independent fold of the same random histories, whatever happens on the way. */
class ViewsIT {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> ARRAY =
            new ParameterizedTypeReference<>() {};
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreeWithTheFoldOfARandomHistory(long seed) {
        var history = new RandomHistory(seed).ofPatients(150);
        var name = "random" + seed;
        var password = Servers.postgres().createDatabase(name);
        try (var topic = new EventTopic(name)) {
            topic.write(history, 0, history.size());
            try (var analytics = new RunningAnalytics(name, password)) {
                analytics.await(history.size());
                assertViews(analytics, new Expected(history));
                assertSeries(analytics, history);
            }
        }
    }

    @Test
    void countEachEventOnceThoughTheRelayRepeatsAndTheServiceRestarts() {
        var history = new RandomHistory(3).ofPatients(150);
        var half = history.size() / 2;
        var password = Servers.postgres().createDatabase("again");
        try (var topic = new EventTopic("again")) {
            try (var analytics = new RunningAnalytics("again", password)) {
                topic.write(history, 0, half);
                topic.write(history, half / 3, half);
                analytics.await(half);
            }
            topic.write(history, half / 2, half);
            topic.write(history, half, history.size());
            try (var analytics = new RunningAnalytics("again", password)) {
                analytics.await(history.size());
                assertViews(analytics, new Expected(history));
            }
        }
    }

    @Test
    void countEachEventOnceThoughConnectionsAreKilledAndInstancesComeAndGo() throws SQLException {
        var history = new RandomHistory(4).ofPatients(300);
        var password = Servers.postgres().createDatabase("faults");
        try (var topic = new EventTopic("faults");
                var analytics = new RunningAnalytics("faults", password)) {
            topic.write(history, 0, 100);
            analytics.await(50);
            killBackends("faults");
            try (var second = new RunningAnalytics("faults", password)) {
                topic.write(history, 100, 300);
                killBackends("faults");
                second.await(200);
                topic.write(history, 300, 400);
            }
            topic.write(history, 400, history.size());
            analytics.await(history.size());
            assertViews(analytics, new Expected(history));
        }
    }

    private static void assertViews(RunningAnalytics analytics, Expected expected) {
        assertThat(analytics.get("/api/analytics/summary", OBJECT)).isEqualTo(expected.summary());
        for (var bucket : List.of("day", "week", "month")) {
            assertThat(analytics.get("/api/analytics/registrations?bucket=" + bucket, ARRAY))
                    .as("registrations by %s", bucket)
                    .isEqualTo(expected.registrations(bucket, FIRST, LAST));
        }
        assertThat(analytics.get("/api/analytics/registrations?bucket=week&from=2025-12-30&to=2026-02-01", ARRAY))
                .isEqualTo(expected.registrations("week", LocalDate.of(2025, 12, 30), LocalDate.of(2026, 2, 1)));
        assertDemographics(analytics.get("/api/analytics/demographics", OBJECT), expected);
        assertThat(analytics.knownPatients())
                .as("of an erased patient nothing is kept")
                .isEqualTo(expected.known());
    }

    private static void assertSeries(RunningAnalytics analytics, List<PatientEvent> history) {
        var check = new SeriesCheck(analytics, Model.of(history));
        check.all(LocalDate.of(2026, 1, 14), LocalDate.of(2026, 2, 19));
        check.censusAt(history.stream()
                .flatMap(event -> event instanceof PatientEvent.EncounterFinished finished
                        ? Stream.of(finished.start().startedAt(), finished.endedAt())
                        : Stream.of())
                .limit(30)
                .toList());
    }

    private static void assertDemographics(Map<String, Object> answer, Expected expected) {
        var year = LocalDate.parse(String.valueOf(answer.get("asOf"))).getYear();
        assertThat(answer.get("ageBands")).isEqualTo(expected.ageBands(year));
        var regions = new TreeMap<String, Object>();
        for (var region : (List<?>) answer.getOrDefault("regions", List.of())) {
            var entry = (Map<?, ?>) region;
            regions.put(String.valueOf(entry.get("region")), entry.get("count"));
        }
        assertThat(regions).isEqualTo(expected.regions());
    }

    private static void killBackends(String database) throws SQLException {
        try (var connection = Servers.postgres().connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(database));
        }
    }
}
