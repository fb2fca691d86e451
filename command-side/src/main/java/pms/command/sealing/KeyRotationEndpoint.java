package pms.command.sealing;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /internal/keys/rotations}: for the operator, as all that is internal; the gateway has no way to it. */
@RestController
final class KeyRotationEndpoint {

    private final KeyRotation rotation;

    KeyRotationEndpoint(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @PostMapping("/internal/keys/rotations")
    Mono<Object> rotate() {
        return rotation.run().cast(Object.class);
    }
}
