package pms.gateway.auth.token;

import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import pms.access.Jwk;
import reactor.core.publisher.Mono;

/** {@code GET /auth/jwks}: the public keys (RFC 7517), for whoever verifies tokens by itself. */
@RestController
class JwksEndpoint {

    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final TrustStore trust;

    JwksEndpoint(TrustStore trust) {
        this.trust = trust;
    }

    @GetMapping("/auth/jwks")
    Mono<ResponseEntity<JwkSet>> jwks() {
        return trust.current()
                .map(known -> new JwkSet(known.document().keys()))
                .map(set -> ResponseEntity.ok().cacheControl(A_WHILE).body(set));
    }

    record JwkSet(List<Jwk> keys) {}
}
