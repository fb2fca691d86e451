package pms.query;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Flux;

class ProjectionHealthIT {

    @Test
    void isDownWhileTheViewsCantBeWrittenAndGoesOnByItself() throws SQLException {
        try (App app = new App("health")) {
            UUID id = UUID.randomUUID();
            app.sql("alter table patient_event rename to patient_event_away");
            app.relay().send(id, registered(id, person("Waiting")));
            assertThat(becomes(app, 503).getResponseBody())
                    .as("the kind of failure")
                    .asString()
                    .contains("\"failure\":\"BadSqlGrammarException\"");
            app.sql("alter table patient_event_away rename to patient_event");
            becomes(app, 200);
            app.patient(id)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.name")
                    .isEqualTo("Waiting");
        }
    }

    private static EntityExchangeResult<String> becomes(App app, int status) {
        return Flux.defer(() -> Flux.just(app.client()
                        .get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()))
                .repeat()
                .filter(health -> health.getStatus().value() == status)
                .next()
                .blockOptional(App.PATIENCE)
                .orElseThrow();
    }
}
