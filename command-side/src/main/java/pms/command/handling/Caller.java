package pms.command.handling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.telemetry.Traceparent;

/**
 * Who gives a command, and by which request.
 *
 * @param actor the user's e-mail, of a token that this service has verified
 * @param role of the user then
 * @param address where the request came from; empty when nobody says so
 * @param correlationId ties together all that one request causes
 * @param requestKey when the client sent an Idempotency-Key
 * @param traceparent of the request, when it is traced; else empty
 */
public record Caller(
        String actor,
        String role,
        String address,
        String correlationId,
        @Nullable RequestKey requestKey,
        String traceparent) {

    static final String ACTOR = "actor";
    static final String ROLE = "role";
    static final String ADDRESS = "address";
    static final String CORRELATION_ID = "correlationid";
    static final String REQUEST = "request";
    static final String REQUEST_FINGERPRINT = "request-fingerprint";

    /** Without a role and an address. */
    Caller(String actor, String correlationId, @Nullable RequestKey requestKey) {
        this(actor, "", "", correlationId, requestKey, "");
    }

    Caller with(RequestKey other) {
        return new Caller(actor, role, address, correlationId, other, traceparent);
    }

    /** What is kept beside each event that the command causes. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ACTOR, actor);
        if (!role.isEmpty()) {
            metadata.put(ROLE, role);
        }
        if (!address.isEmpty()) {
            metadata.put(ADDRESS, address);
        }
        metadata.put(CORRELATION_ID, correlationId);
        if (!traceparent.isEmpty()) {
            metadata.put(Traceparent.NAME, traceparent);
        }
        if (requestKey != null) {
            metadata.put(REQUEST, requestKey.digest());
            metadata.put(REQUEST_FINGERPRINT, requestKey.fingerprint());
        }
        return metadata;
    }

    /** The request that {@link #metadata()} tells of, if any. */
    static @Nullable RequestKey requestKeyIn(Map<String, String> metadata) {
        String digest = metadata.get(REQUEST);
        String fingerprint = metadata.get(REQUEST_FINGERPRINT);
        return digest == null || fingerprint == null ? null : new RequestKey(digest, fingerprint);
    }
}
