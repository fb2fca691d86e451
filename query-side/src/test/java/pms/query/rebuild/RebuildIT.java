package pms.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;

class RebuildIT {

    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
            new ParameterizedTypeReference<>() {};

    private static App app;
    private static WebTestClient admin;

    @BeforeAll
    static void start() {
        app = new App("rebuild", "--pms.rebuild.look=200ms", "--pms.rebuild.batch-size=50");
        admin = app.client(TestTrust.TOKENS.good(Role.ADMIN));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void builtAnewTheViewsAreWhatTheyWere() throws SQLException {
        List<UUID> patients = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            UUID id = UUID.randomUUID();
            patients.add(id);
            app.relay().send(id, registered(id, person("Person Number" + n)));
            if (n % 3 == 0) {
                app.relay().send(id, amended(id, 2, person("Amended Number" + n)));
            }
        }
        app.relay().send(patients.get(1), deactivated(patients.get(1), 2));
        erase(patients.get(2), 2);
        app.patient(patients.get(2)).expectStatus().isNotFound();

        Map<String, Object> ended = rebuild("history");

        assertThat(ended).as("%s", ended).containsEntry("state", "SWITCHED");
        assertThat((List<?>) ended.get("comparison"))
                .as("each view")
                .hasSameSizeAs((List<?>) ended.get("views"))
                .allMatch(view -> view instanceof Map<?, ?> compared && Boolean.TRUE.equals(compared.get("equal")));
        app.patient(patients.get(0)).expectStatus().isOk();
        app.patient(patients.get(2)).expectStatus().isNotFound();
        app.get("/api/patients?q=amended")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(20);
    }

    @Test
    void anErasureReachesTheGenerationsThatAreNotRead() throws SQLException {
        UUID id = UUID.randomUUID();
        app.relay().send(id, registered(id, person("Formerly There")));
        app.patient(id).expectStatus().isOk();
        assertThat(rebuild("directory")).containsEntry("state", "SWITCHED");
        String former = app.strings("select schema from generation where state = 'FORMER'")
                .getFirst();
        assertThat(numberIn(former, id)).isOne();

        erase(id, 2);
        app.patient(id).expectStatus().isNotFound();

        assertThat(numberIn(former, id)).isZero();
    }

    @Test
    void refusesAFieldThatIsNotKnown() {
        admin.post()
                .uri("/api/directory/rebuilds")
                .bodyValue(Map.of("views", List.of("nope")))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unknown-field")
                .jsonPath("$.errors.views")
                .isEqualTo("Unknown field");
    }

    @Test
    void refusesABodyThatIsNotJson() {
        admin.post()
                .uri("/api/directory/rebuilds")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("directory")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unsupported-media-type");
    }

    private static long numberIn(String schema, UUID id) throws SQLException {
        return app.number("select count(*) from %s.patient where id = '%s'".formatted(schema, id));
    }

    private static void erase(UUID id, long version) {
        app.keys().destroy(id);
        app.relay().send(id, erased(id, version));
    }

    /** Answers how it ended. */
    private static Map<String, Object> rebuild(String view) {
        String path = Objects.requireNonNull(admin.post()
                        .uri("/api/directory/rebuilds")
                        .bodyValue(Map.of("view", view))
                        .exchange()
                        .expectStatus()
                        .isAccepted()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getLocation())
                .toString();
        return Objects.requireNonNull(Objects.requireNonNull(admin.get()
                        .uri(path + "/progress")
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(EVENT)
                        .getResponseBody()
                        .blockLast(App.PATIENCE))
                .data());
    }
}
