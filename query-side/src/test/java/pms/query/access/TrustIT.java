package pms.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import pms.access.ForgedTokens;
import pms.access.Role;
import pms.access.TrustDocument;
import pms.query.App;
import pms.query.TestTrust;

/** What the gateway says of tokens reaches this service. */
class TrustIT {

    private App app;

    @BeforeEach
    void start() {
        app = new App("trust" + System.nanoTime());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private ResponseSpec listWith(String token) {
        return app.client(token).get().uri("/api/patients").exchange();
    }

    @Test
    void takesTokensByANewKeyAtOnceAndAsksNotForEachUnknownOne() {
        listWith(TestTrust.TOKENS.good(Role.ADMIN)).expectStatus().isOk();
        ForgedTokens rotated =
                new ForgedTokens("key-2", ForgedTokens.create(Clock.systemUTC()).real(), Clock.systemUTC());
        app.trust().tell(new TrustDocument(List.of(TestTrust.TOKENS.jwk(), rotated.jwk()), List.of(), List.of()));
        listWith(rotated.good(Role.ADMIN)).expectStatus().isOk();
        listWith(TestTrust.TOKENS.good(Role.ADMIN)).expectStatus().isOk();
        assertThat(app.trust().asked()).isEqualTo(2);
        listWith(TestTrust.TOKENS.withKeyId("nobody")).expectStatus().isUnauthorized();
    }

    @Test
    void aUserWhoWasDisabledIsOutWhenTrustIsRenewed() {
        String token = TestTrust.TOKENS.good("leaver@hospital.test", Role.ADMIN);
        listWith(token).expectStatus().isOk();
        app.trust()
                .tell(new TrustDocument(
                        List.of(TestTrust.TOKENS.jwk()),
                        List.of(new TrustDocument.EndedUser("leaver@hospital.test", Instant.now())),
                        List.of()));
        listWith(TestTrust.TOKENS.withKeyId("makes it ask")).expectStatus().isUnauthorized();
        listWith(token)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", ".*error=\"invalid_token\".*");
    }

    @Test
    void nobodyGetsInWhenTheGatewayHasNeverAnswered() {
        app.trust().close();
        listWith(TestTrust.TOKENS.good(Role.ADMIN))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unavailable");
        app.anonymous()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
