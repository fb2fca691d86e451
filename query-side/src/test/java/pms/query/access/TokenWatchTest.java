package pms.query.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import pms.access.AccessToken;
import pms.access.ForgedTokens;
import pms.access.Role;
import pms.access.SharedSecret;
import pms.access.TokenRules;
import pms.access.TokenVerifier;
import pms.access.TrustDocument;
import pms.access.TrustSource;
import pms.query.TestTrust;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.json.JsonMapper;

class TokenWatchTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final AtomicReference<Mono<TrustDocument>> gateway = new AtomicReference<>(Mono.empty());

    /** The clock of virtual time. */
    private static final class Time extends Clock {

        @Override
        public Instant instant() {
            return START.plusMillis(
                    VirtualTimeScheduler.isFactoryEnabled()
                            ? VirtualTimeScheduler.get().now(java.util.concurrent.TimeUnit.MILLISECONDS)
                            : 0);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private final Clock clock = new Time();
    private final ForgedTokens tokens = new ForgedTokens("key-1", TestTrust.TOKENS.real(), clock);

    private Mono<Void> end() {
        gateway.set(Mono.just(tokens.trust()));
        TokenCheck check = new TokenCheck(
                new TokenVerifier(
                        TokenRules.DEFAULT, clock, JsonMapper.builder().build(), 10),
                new TrustSource(Mono.defer(gateway::get), clock),
                SharedSecret.of(TestTrust.OPERATOR));
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get("/").header("Authorization", "Bearer " + tokens.good(Role.CLINICIAN)));
        Callers.put(
                exchange,
                new AccessToken(
                        ForgedTokens.SUBJECT,
                        Role.CLINICIAN,
                        "forged",
                        "key-1",
                        clock.instant(),
                        clock.instant().plus(TokenRules.DEFAULT.lifetime())));
        return new TokenWatch(check, clock).end(exchange);
    }

    @Test
    void endsWhenTheTokenExpires() {
        StepVerifier.withVirtualTime(this::end)
                .expectSubscription()
                .expectNoEvent(TokenRules.DEFAULT.lifetime().minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();
    }

    @Test
    void endsWhenTheUserIsDisabled() {
        StepVerifier.withVirtualTime(this::end)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(31))
                .then(() -> gateway.set(Mono.just(new TrustDocument(
                        List.of(tokens.jwk()),
                        List.of(new TrustDocument.EndedUser(ForgedTokens.SUBJECT, clock.instant())),
                        List.of()))))
                .thenAwait(TokenWatch.EACH)
                .verifyComplete();
    }

    @Test
    void endsWhenNobodyCanTellAnyMoreWhetherItIsGood() {
        StepVerifier.withVirtualTime(this::end)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(31))
                .then(() -> gateway.set(Mono.error(new IllegalStateException("away"))))
                .expectNoEvent(Duration.ofSeconds(40))
                .thenAwait(TokenWatch.EACH)
                .verifyComplete();
    }
}
