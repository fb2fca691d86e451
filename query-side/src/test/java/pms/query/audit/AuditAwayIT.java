package pms.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;

/** While reads can't be put on record nothing is read, by any route, also one that is added later. */
class AuditAwayIT {

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static App app;

    @BeforeAll
    static void start() throws IOException {
        app = new App("unrecorded", "--pms.audit.bootstrap-servers=127.0.0.1:" + closedPort());
        app.relay().send(ADA, registered(ADA, person("Ada Unrecorded")));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void noRouteShowsAPatient() {
        List<String> paths = app.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternsCondition().getPatterns().stream())
                .map(pattern -> pattern.getPatternString())
                .filter(pattern -> pattern.startsWith("/api/"))
                .filter(pattern -> !pattern.startsWith("/api/directory/rebuilds")) // shows nobody
                .filter(pattern -> !pattern.startsWith("/api/operations/")) // records in which people are sealed
                .map(pattern -> pattern.replace("{id}", ADA.toString()).replace("{encounterId}", ADA.toString()))
                .distinct()
                .toList();
        assertThat(paths).hasSizeGreaterThanOrEqualTo(4);
        paths.forEach(AuditAwayIT::assertNothingIsShown);
        assertNothingIsShown("/api/patients/" + ADA + "?asOf=2026-03-02T00:00:00Z");
        assertNothingIsShown("/api/patients/" + UUID.randomUUID());
    }

    private static void assertNothingIsShown(String path) {
        app.get(path)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectHeader()
                .doesNotExist("ETag")
                .expectBody(String.class)
                .value(body -> assertThat(body)
                        .as(path)
                        .contains("\"code\":\"audit-unavailable\"")
                        .doesNotContain("Ada Unrecorded"));
    }

    @Test
    void aRefusalStaysARefusal() {
        app.client(TestTrust.TOKENS.good(Role.AUDITOR))
                .get()
                .uri("/api/patients/{id}", ADA)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
