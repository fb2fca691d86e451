package pms.gateway.auth.token;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

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
        SimpleModule breaking = new SimpleModule().addDeserializer(String.class, new Breaking());
        JwtJson.Parser broken =
                new JwtJson.Parser(JsonMapper.builder().addModule(breaking).build());
        TokenParser parser = new TokenParser(new KeyRing(List.of(key)), settings, CLOCK, broken);

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> parser.parse(token));
    }

    private static final class Breaking extends StdDeserializer<String> {

        Breaking() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            throw new OutOfMemoryError("for the test");
        }
    }
}
