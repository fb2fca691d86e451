package pms.command.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that cannot be understood or breaks a rule: what the client must change. */
final class BadRequest extends RuntimeException {

    private final String code;
    private final transient Map<String, String> errors;

    private BadRequest(String code, String detail, Map<String, String> errors) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    static BadRequest validation(Map<String, String> errors) {
        return new BadRequest("validation-failed", "Some fields are missing or wrong", errors);
    }

    static BadRequest unknownField(Map<String, String> errors) {
        return new BadRequest("unknown-field", "The body has fields that are not known here", errors);
    }

    static BadRequest malformed(String detail) {
        return new BadRequest("malformed-json", detail, Map.of());
    }

    static BadRequest parameter(String name, String message) {
        return new BadRequest("invalid-parameter", "A parameter is wrong", Map.of(name, message));
    }

    String code() {
        return code;
    }

    /** Field to message. */
    Map<String, String> errors() {
        return errors;
    }
}
