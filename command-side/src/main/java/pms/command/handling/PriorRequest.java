package pms.command.handling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.command.patient.Rejection;

/**
 * What the events tell of earlier requests with one Idempotency-Key.
 *
 * @param digest of the key that is looked for
 * @param fingerprint of the last request with this key that changed something; {@code null} when there was none
 * @param at when it did
 */
record PriorRequest(String digest, @Nullable String fingerprint, Instant at) {

    /** How long a key is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    static PriorRequest none(String digest) {
        return new PriorRequest(digest, null, Instant.EPOCH);
    }

    PriorRequest evolve(Map<String, String> metadata, Instant recordedAt) {
        return digest.equals(metadata.get(Caller.REQUEST))
                ? new PriorRequest(digest, metadata.get(Caller.REQUEST_FINGERPRINT), recordedAt)
                : this;
    }

    /**
     * Whether the request was carried out already.
     *
     * @throws Rejection.IdempotencyKeyReused when the key came with another request
     */
    boolean repeats(RequestKey request, Instant now) {
        if (fingerprint == null || at.plus(KEPT).isBefore(now)) {
            return false;
        }
        if (!fingerprint.equals(request.fingerprint())) {
            throw new Rejection.IdempotencyKeyReused();
        }
        return true;
    }
}
