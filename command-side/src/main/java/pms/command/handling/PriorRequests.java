package pms.command.handling;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events tell of earlier requests with the keys of a group.
 *
 * @param byDigest only the keys that came before
 */
record PriorRequests(Map<String, PriorRequest> byDigest) {

    private static final PriorRequests NONE = new PriorRequests(Map.of());

    PriorRequests {
        byDigest = Map.copyOf(byDigest);
    }

    static PriorRequests none() {
        return NONE;
    }

    PriorRequests evolve(Map<String, String> metadata, Instant recordedAt) {
        String digest = metadata.get(Caller.REQUEST);
        if (digest == null) {
            return this;
        }
        Map<String, PriorRequest> next = new HashMap<>(byDigest);
        next.put(digest, of(digest).evolve(metadata, recordedAt));
        return new PriorRequests(next);
    }

    /**
     * Whether the request, if it has a key at all, was carried out already.
     *
     * @throws pms.command.patient.Rejection.IdempotencyKeyReused when the key came with another request
     */
    boolean repeats(@Nullable RequestKey request, Instant now) {
        return request != null && of(request.digest()).repeats(request, now);
    }

    private PriorRequest of(String digest) {
        return byDigest.getOrDefault(digest, PriorRequest.none(digest));
    }
}
