package pms.gateway.auth.account;

import java.time.Instant;
import java.util.UUID;
import pms.access.Role;

/**
 * Somebody who may log in.
 *
 * @param passwordHash Argon2id in its own encoded form, with salt and parameters
 * @param tokensEndedAt tokens issued at or before this second do not count any more
 */
public record User(
        UUID id,
        EmailAddress email,
        String passwordHash,
        Role role,
        boolean disabled,
        Instant createdAt,
        Instant changedAt,
        Instant tokensEndedAt) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
