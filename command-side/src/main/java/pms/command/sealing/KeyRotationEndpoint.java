package pms.command.sealing;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /internal/keys/rotations}: for operators, by the service token; the gateway has no way to it. */
@RestController
final class KeyRotationEndpoint {

    private final KeyRotation rotation;
    private final ServiceToken token;

    KeyRotationEndpoint(KeyRotation rotation, ServiceToken token) {
        this.rotation = rotation;
        this.token = token;
    }

    @PostMapping("/internal/keys/rotations")
    Mono<ResponseEntity<Object>> rotate(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        if (!token.isShownBy(authorization)) {
            return Mono.just(ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build());
        }
        return rotation.run().map(ResponseEntity::<Object>ok);
    }
}
