package pms.query.access;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import pms.access.SharedSecret;
import pms.access.TokenRules;
import pms.access.TokenVerifier;
import pms.access.TrustDocument;
import pms.access.TrustSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Wires the check of tokens, and asks the gateway which are good: in the private network, so without TLS. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    private static final int REMEMBERED_TOKENS = 10_000;

    @Bean
    TrustSource trustSource(AccessSettings settings, ReactorResourceFactory resources) {
        WebClient client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(resources, http -> http.responseTimeout(PATIENCE)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES))
                .baseUrl(settings.trustUrl())
                .defaultHeaders(headers -> headers.setBearerAuth(settings.trustToken()))
                .defaultHeader(HttpHeaders.ACCEPT, "application/json")
                .build();
        Mono<TrustDocument> document = Mono.defer(
                        () -> client.get().uri("/internal/trust").retrieve().bodyToMono(TrustDocument.class))
                .timeout(PATIENCE)
                .checkpoint("get trust");
        return new TrustSource(document, Clock.systemUTC());
    }

    @Bean
    TokenCheck tokenCheck(TrustSource trust, AccessSettings settings, JsonMapper json) {
        TokenVerifier verifier = new TokenVerifier(TokenRules.DEFAULT, Clock.systemUTC(), json, REMEMBERED_TOKENS);
        return new TokenCheck(verifier, trust, SharedSecret.ofSha256(settings.operatorSha256()));
    }

    @Bean
    TokenWatch tokenWatch(TokenCheck check) {
        return new TokenWatch(check, Clock.systemUTC());
    }
}
