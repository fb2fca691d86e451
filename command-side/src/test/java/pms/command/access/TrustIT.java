package pms.command.access;

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
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;

/** What the gateway says of tokens reaches this service. */
class TrustIT {

    /** Whoever gets in is told that there is no such patient. */
    private static final String NOBODY = "00000000-0000-4000-8000-000000000001";

    private Service service;

    @BeforeEach
    void start() {
        service = Service.start(Servers.freshDatabase(), Servers.freshTopic(), new BillingPeer());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private ResponseSpec deactivateWith(String token) {
        return service.http("Bearer " + token)
                .delete()
                .uri("/api/patients/" + NOBODY)
                .exchange();
    }

    @Test
    void takesTokensByANewKeyAtOnceAndAsksNotForEachUnknownOne() {
        deactivateWith(TestTrust.TOKENS.good(Role.ADMIN)).expectStatus().isNotFound();
        ForgedTokens rotated =
                new ForgedTokens("key-2", ForgedTokens.create(Clock.systemUTC()).real(), Clock.systemUTC());
        service.trust().tell(new TrustDocument(List.of(TestTrust.TOKENS.jwk(), rotated.jwk()), List.of(), List.of()));
        deactivateWith(rotated.good(Role.ADMIN)).expectStatus().isNotFound();
        deactivateWith(TestTrust.TOKENS.good(Role.ADMIN)).expectStatus().isNotFound();
        assertThat(service.trust().asked()).isEqualTo(2);
        deactivateWith(TestTrust.TOKENS.withKeyId("nobody")).expectStatus().isUnauthorized();
    }

    @Test
    void aUserWhoWasDisabledIsOutWhenTrustIsRenewed() {
        String token = TestTrust.TOKENS.good("leaver@hospital.test", Role.ADMIN);
        deactivateWith(token).expectStatus().isNotFound();
        service.trust()
                .tell(new TrustDocument(
                        List.of(TestTrust.TOKENS.jwk()),
                        List.of(new TrustDocument.EndedUser("leaver@hospital.test", Instant.now())),
                        List.of()));
        deactivateWith(TestTrust.TOKENS.withKeyId("makes it ask"))
                .expectStatus()
                .isUnauthorized();
        deactivateWith(token)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", ".*error=\"invalid_token\".*");
    }

    @Test
    void nobodyGetsInWhenTheGatewayHasNeverAnswered() {
        service.trust().close();
        deactivateWith(TestTrust.TOKENS.good(Role.ADMIN))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unavailable");
        service.http()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
