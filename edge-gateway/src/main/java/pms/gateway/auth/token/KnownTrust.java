package pms.gateway.auth.token;

import pms.access.Trust;
import pms.access.TrustDocument;

/**
 * What the database said about keys and ended tokens.
 *
 * @param readFrom when the reading began, in nanoseconds of {@link System#nanoTime()}
 */
record KnownTrust(KeyRing ring, TrustDocument document, Trust trust, long readFrom) {

    static KnownTrust of(KeyRing ring, TrustDocument document, long readFrom) {
        return new KnownTrust(ring, document, Trust.of(document), readFrom);
    }

    static KnownTrust later(KnownTrust one, KnownTrust other) {
        return one.readFrom - other.readFrom > 0 ? one : other;
    }

    long ageNanos() {
        return System.nanoTime() - readFrom;
    }
}
