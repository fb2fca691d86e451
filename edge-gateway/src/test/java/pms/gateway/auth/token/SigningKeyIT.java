package pms.gateway.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import pms.access.AccessToken;
import pms.gateway.support.GatewayTest;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class SigningKeyIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private SigningKeyStore store;

    @Autowired
    private TokenSettings settings;

    @Autowired
    private EndedTokens ended;

    @Autowired
    private JsonMapper json;

    @Test
    void givesInstancesThatStartAtOnceOneKey() {
        Flux<String> ids = Flux.range(0, 4)
                .flatMap(instance -> new SigningKeys(store, settings, clock()).read())
                .map(ring -> ring.newest().key().id())
                .distinct();

        ids.as(StepVerifier::create).expectNextCount(1).expectComplete().verify(PATIENCE);
    }

    @Test
    void keepsTokensGoodAcrossARestart() {
        String token = login(EMAIL, PASSWORD).json().path("token").asString();
        TrustStore afterRestart = new TrustStore(new SigningKeys(store, settings, clock()), ended, settings);
        TokenCheck check = new TokenCheck(afterRestart, settings, clock(), json);
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(token);

        check.callerOf(headers)
                .map(AccessToken::subject)
                .as(StepVerifier::create)
                .expectNext(EMAIL)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void hasTheSameIdWhereverItIsRead() {
        SigningKey made = SigningKey.generate();
        SigningKey read = SigningKey.decode(made.encoded());

        assertThat(read.id()).isEqualTo(made.id());
        assertThat(read.toJwk()).isEqualTo(made.toJwk());
        assertThat(made.toString()).as("the private part stays out of logs").isEqualTo("SigningKey[" + made.id() + "]");
    }
}
