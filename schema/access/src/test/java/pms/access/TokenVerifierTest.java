package pms.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pms.access.TrustDocument.EndedUser;
import tools.jackson.databind.json.JsonMapper;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ForgedTokens TOKENS = ForgedTokens.create(CLOCK);

    private final Trust trust = Trust.of(TOKENS.trust());
    private final TokenVerifier verifier = verifierAt(CLOCK);

    @Test
    void tellsWhoSentAGoodToken() {
        AccessToken token = verifier.verify(TOKENS.good(Role.BILLING), trust);

        assertThat(token.subject()).isEqualTo(ForgedTokens.SUBJECT);
        assertThat(token.role()).isEqualTo(Role.BILLING);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return TOKENS.all().entrySet().stream()
                .map(forged -> DynamicTest.dynamicTest(forged.getKey(), () -> refuses(forged.getValue())));
    }

    private void refuses(String token) {
        assertThatExceptionOfType(BadToken.class)
                .as("also when it is sent again")
                .isThrownBy(() -> verifier.verify(token, trust));
        assertThatExceptionOfType(BadToken.class).isThrownBy(() -> verifier.verify(token, trust));
    }

    @Test
    void refusesARememberedTokenOnceItHasExpired() {
        SettableClock clock = new SettableClock(NOW);
        TokenVerifier verifier = verifierAt(clock);
        String token = TOKENS.good(Role.ADMIN);
        verifier.verify(token, trust);

        clock.now = NOW.plus(Duration.ofMinutes(15));

        assertThat(reason(verifier, token, trust)).isEqualTo(BadToken.Reason.EXPIRED);
    }

    @Test
    void refusesARememberedTokenWhoseUserWasDisabledSince() {
        String token = TOKENS.good(Role.ADMIN);
        verifier.verify(token, trust);
        var disabled = new EndedUser(ForgedTokens.SUBJECT, NOW);

        Trust now = Trust.of(new TrustDocument(List.of(TOKENS.jwk()), List.of(disabled), List.of()));

        assertThat(reason(verifier, token, now)).isEqualTo(BadToken.Reason.ENDED);
    }

    @Test
    void takesATokenThatWasIssuedAfterItsUserWasEnabledAgain() {
        var disabled = new EndedUser(ForgedTokens.SUBJECT, NOW.minusSeconds(1));

        Trust now = Trust.of(new TrustDocument(List.of(TOKENS.jwk()), List.of(disabled), List.of()));

        assertThat(verifier.verify(TOKENS.good(Role.ADMIN), now).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void refusesATokenThatWasLoggedOut() {
        Trust now = Trust.of(new TrustDocument(List.of(TOKENS.jwk()), List.of(), List.of("forged")));

        assertThat(reason(verifier, TOKENS.good(Role.ADMIN), now)).isEqualTo(BadToken.Reason.ENDED);
    }

    @Test
    void refusesARememberedTokenWhoseKeyIsTrustedNoMore() {
        String token = TOKENS.good(Role.ADMIN);
        verifier.verify(token, trust);

        Trust without = Trust.of(new TrustDocument(List.of(), List.of(), List.of()));

        assertThat(reason(verifier, token, without)).isEqualTo(BadToken.Reason.UNKNOWN_KEY);
    }

    private static BadToken.Reason reason(TokenVerifier verifier, String token, Trust trust) {
        return catchThrowableOfType(BadToken.class, () -> verifier.verify(token, trust))
                .reason();
    }

    private static TokenVerifier verifierAt(Clock clock) {
        return new TokenVerifier(TokenRules.DEFAULT, clock, JsonMapper.builder().build(), 100);
    }

    private static final class SettableClock extends Clock {

        private Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
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
}
