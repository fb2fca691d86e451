package pms.gateway.auth.token;

import java.time.Instant;

/**
 * A new signing key is on its way.
 *
 * @param keyId of the new key
 * @param retires when the former key stops verifying
 */
public record KeyRotation(String keyId, Instant retires) {}
