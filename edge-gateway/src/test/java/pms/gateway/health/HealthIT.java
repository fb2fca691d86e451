package pms.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;

class HealthIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterEach
    void recover() {
        Surroundings.QUERY_SIDE.answerReadinessWith(200);
    }

    @Test
    void isUpWhenAllPartsAre() {
        Answer answer = awaitStatus(200);

        assertThat(answer.json().path("status").asString()).isEqualTo("UP");
        assertThat(answer.json().path("components").propertyNames())
                .contains("command-side", "query-side", "billing-grpc", "analytics-projector", "database");
    }

    @Test
    void namesThePartThatIsDown() {
        Surroundings.QUERY_SIDE.answerReadinessWith(503);

        Answer answer = awaitStatus(503);

        assertThat(answer.json().path("status").asString()).isEqualTo("DOWN");
        assertThat(part(answer, "query-side")).isEqualTo("DOWN");
        assertThat(part(answer, "command-side")).isEqualTo("UP");
        assertThat(part(answer, "database")).isEqualTo("UP");
    }

    @Test
    void isReadyAndAliveByItself() {
        Surroundings.QUERY_SIDE.answerReadinessWith(503);
        awaitStatus(503);

        assertThat(client().get("/actuator/health/readiness", Map.of()).status())
                .isEqualTo(200);
        assertThat(client().get("/actuator/health/liveness", Map.of()).status()).isEqualTo(200);
    }

    private Answer awaitStatus(int status) {
        return await().atMost(PATIENCE)
                .until(() -> client().get("/actuator/health", Map.of()), answer -> answer.status() == status);
    }

    private static String part(Answer answer, String name) {
        return answer.json().path("components").path(name).path("status").asString();
    }
}
