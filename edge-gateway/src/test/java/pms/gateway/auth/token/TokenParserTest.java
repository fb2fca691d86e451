package pms.gateway.auth.token;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class TokenParserTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int CALLERS = 16;

    private final JwtJson.Parser json = new JwtJson.Parser(JsonMapper.builder().build());
    private final SigningKey key = SigningKey.generate();
    private final String token = new ForgedTokens(key, CLOCK).good();
    private final TokenSettings settings =
            new TokenSettings("pms", "pms-api", Duration.ofMinutes(15), 100, Duration.ofSeconds(10));

    /** BlockHound is there: a lock that many first callers meet would fail this. */
    @Test
    void letsManyFirstCallersInAtOnce() {
        TokenParser parser = new TokenParser(new KeyRing(List.of(key)), settings, CLOCK, json);

        Flux.range(0, CALLERS)
                .parallel(CALLERS)
                .runOn(Schedulers.parallel())
                .map(caller -> parser.parse(token).subject())
                .sequential()
                .as(StepVerifier::create)
                .expectNextCount(CALLERS)
                .expectComplete()
                .verify(Duration.ofSeconds(60));
    }

    @Test
    void doesNotCallATokenBadForAFaultOfOurs() {
        Clock broken = new Clock() {
            @Override
            public Instant instant() {
                throw new OutOfMemoryError("for the test");
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        TokenParser parser = new TokenParser(new KeyRing(List.of(key)), settings, broken, json);

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> parser.parse(token));
    }
}
