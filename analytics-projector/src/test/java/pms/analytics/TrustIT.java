package pms.analytics;

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

/** What the gateway says of tokens reaches this service. */
class TrustIT {

    private RunningAnalytics analytics;

    @BeforeEach
    void start() {
        var name = "trust" + System.nanoTime();
        analytics = new RunningAnalytics(name, Servers.postgres().createDatabase(name));
    }

    @AfterEach
    void stop() {
        analytics.close();
    }

    private ResponseSpec summaryWith(String token) {
        return analytics
                .client()
                .get()
                .uri("/api/analytics/summary")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    @Test
    void takesTokensByANewKeyAtOnceAndAsksNotForEachUnknownOne() {
        summaryWith(TestTrust.TOKENS.good(Role.ADMIN)).expectStatus().isOk();
        ForgedTokens rotated =
                new ForgedTokens("key-2", ForgedTokens.create(Clock.systemUTC()).real(), Clock.systemUTC());
        analytics.trust().tell(new TrustDocument(List.of(TestTrust.TOKENS.jwk(), rotated.jwk()), List.of(), List.of()));
        summaryWith(rotated.good(Role.ADMIN)).expectStatus().isOk();
        summaryWith(TestTrust.TOKENS.good(Role.ADMIN)).expectStatus().isOk();
        assertThat(analytics.trust().asked()).isEqualTo(2);
        summaryWith(TestTrust.TOKENS.withKeyId("nobody")).expectStatus().isUnauthorized();
    }

    @Test
    void aUserWhoWasDisabledIsOutWhenTrustIsRenewed() {
        String token = TestTrust.TOKENS.good("leaver@hospital.test", Role.ADMIN);
        summaryWith(token).expectStatus().isOk();
        analytics
                .trust()
                .tell(new TrustDocument(
                        List.of(TestTrust.TOKENS.jwk()),
                        List.of(new TrustDocument.EndedUser("leaver@hospital.test", Instant.now())),
                        List.of()));
        summaryWith(TestTrust.TOKENS.withKeyId("makes it ask")).expectStatus().isUnauthorized();
        summaryWith(token)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", ".*error=\"invalid_token\".*");
    }

    @Test
    void nobodyGetsInWhenTheGatewayHasNeverAnswered() {
        analytics.trust().close();
        summaryWith(TestTrust.TOKENS.good(Role.ADMIN))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unavailable");
        analytics
                .client()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
