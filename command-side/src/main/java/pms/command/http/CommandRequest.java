package pms.command.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;
import pms.command.access.Callers;
import pms.command.handling.Caller;
import pms.command.handling.RequestKey;
import pms.command.patient.VersionCondition;
import pms.telemetry.Traceparent;
import reactor.core.publisher.Mono;

/** What a command's request says besides its body. */
public final class CommandRequest {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final byte[] NO_BODY = {};

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** An entity tag as this service gives it; the quotes may be missing. Weak tags never match (RFC 9110, 13.1.1). */
    private static final Pattern VERSION_TAG = Pattern.compile("\"?(\\d{1,18})\"?");

    private CommandRequest() {}

    /**
     * Who calls, by which request.
     *
     * @throws BadRequest when the Idempotency-Key is no such thing
     */
    public static Caller caller(ServerWebExchange exchange, byte[] body) {
        AccessToken token = Objects.requireNonNull(Callers.of(exchange), "nobody unnamed comes here");
        return new Caller(
                token.subject(),
                token.role().name(),
                ClientAddress.of(exchange.getRequest().getHeaders()),
                CorrelationFilter.idOf(exchange),
                requestKey(exchange, token.subject(), body),
                Traceparent.of(exchange));
    }

    public static Caller caller(ServerWebExchange exchange) {
        return caller(exchange, NO_BODY);
    }

    /** The body; a missing one is as wrong as a malformed one. */
    public static Mono<byte[]> required(Mono<byte[]> body) {
        return body.filter(bytes -> bytes.length > 0)
                .switchIfEmpty(Mono.error(() -> BadRequest.malformed("The body is missing")));
    }

    /**
     * The id of a patient.
     *
     * @throws BadRequest when the text is not a UUID
     */
    public static UUID patientId(String text) {
        return uuid(text, "id", "Id");
    }

    /**
     * The id of an encounter.
     *
     * @throws BadRequest when the text is not a UUID
     */
    public static UUID encounterId(String text) {
        return uuid(text, "encounterId", "Encounter id");
    }

    private static UUID uuid(String text, String parameter, String label) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw BadRequest.parameter(parameter, label + " must be a UUID");
        }
        return UUID.fromString(text);
    }

    /** The versions that If-Match names; any, when there is no such header or it is {@code *}. */
    public static VersionCondition condition(ServerWebExchange exchange) {
        List<String> headers = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.IF_MATCH);
        if (headers.isEmpty()) {
            return VersionCondition.any();
        }
        Set<Long> versions = new LinkedHashSet<>();
        for (String tag : String.join(",", headers).split(",", -1)) {
            if (tag.strip().equals("*")) {
                return VersionCondition.any();
            }
            Matcher version = VERSION_TAG.matcher(tag.strip());
            if (version.matches()) {
                versions.add(Long.valueOf(version.group(1)));
            }
        }
        return VersionCondition.oneOf(versions);
    }

    private static @Nullable RequestKey requestKey(ServerWebExchange exchange, String actor, byte[] body) {
        String key = exchange.getRequest().getHeaders().getFirst(IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key.strip()).matches()) {
            throw BadRequest.parameter(IDEMPOTENCY_KEY, "Idempotency-Key must be 1 to 255 visible ASCII characters");
        }
        String method = exchange.getRequest().getMethod().name();
        return RequestKey.of(
                actor, key.strip(), method, exchange.getRequest().getPath().value(), body);
    }
}
