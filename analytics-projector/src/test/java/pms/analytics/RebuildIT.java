package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.core.ParameterizedTypeReference;

/** The views rebuilt from the events, by HTTP. */
class RebuildIT {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final int PATIENTS = 200;

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
        assertThat((List<?>) ended.get("comparison")).hasSize(4).allMatch(RebuildClient::isEqual);
        assertThat(analytics.get("/api/analytics/summary", OBJECT)).isEqualTo(new Expected(history).summary());
    }
}
