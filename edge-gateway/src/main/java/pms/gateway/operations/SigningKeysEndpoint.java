package pms.gateway.operations;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.auth.token.KeyRotation;
import pms.gateway.auth.token.KeyRotations;
import reactor.core.publisher.Mono;

/** {@code POST /api/operations/signing-keys/rotations}: a new key for tokens, or the one that waits to sign already. */
@RestController
class SigningKeysEndpoint {

    private final KeyRotations rotations;

    SigningKeysEndpoint(KeyRotations rotations) {
        this.rotations = rotations;
    }

    @PostMapping(path = "/api/operations/signing-keys/rotations", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<KeyRotation> rotate() {
        return rotations.rotate();
    }
}
