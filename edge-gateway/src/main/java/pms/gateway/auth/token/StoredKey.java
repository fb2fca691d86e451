package pms.gateway.auth.token;

import java.time.Instant;

/** A signing key and from when on it signs; it verifies at once. */
record StoredKey(SigningKey key, Instant signsFrom) {}
