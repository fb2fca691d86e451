package pms.analytics;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

class DatabaseGoneIT {
    private static final String NAME = "gone";

    @Test
    void asksToComeBackLaterAndGoesOnWhenTheDatabaseIsThereAgain() throws SQLException {
        var password = Servers.postgres().createDatabase(NAME);
        var history = new RandomHistory(5).ofPatients(20);
        try (var analytics = new RunningAnalytics(NAME, password)) {
            setReachable(false);
            try (var topic = new EventTopic(NAME)) {
                topic.write(history, 0, history.size());
            }

            get(analytics, "/api/analytics/summary")
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .valueEquals("Retry-After", "1")
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("unavailable");
            get(analytics, "/actuator/health/readiness").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            get(analytics, "/actuator/health/liveness").expectStatus().isOk();

            setReachable(true);
            analytics.await(history.size());
            get(analytics, "/api/analytics/summary")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.events")
                    .isEqualTo(history.size());
        }
    }

    private static WebTestClient.ResponseSpec get(RunningAnalytics analytics, String path) {
        return analytics.client().get().uri(path).exchange();
    }

    private static void setReachable(boolean reachable) throws SQLException {
        try (var connection = Servers.postgres().connect();
                var statement = connection.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(NAME, reachable));
            if (!reachable) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(NAME));
            }
        }
    }
}
