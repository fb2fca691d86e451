package pms.projection.rebuild;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** A wish about rebuilds that is not granted, with the stable code that clients may rely on. */
public final class RebuildRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, String> errors;

    private RebuildRefusal(HttpStatus status, String code, String message) {
        this(status, code, message, Map.of());
    }

    private RebuildRefusal(HttpStatus status, String code, String message, Map<String, String> errors) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = errors;
    }

    static RebuildRefusal unknownFields(Map<String, String> fields) {
        return new RebuildRefusal(
                HttpStatus.BAD_REQUEST,
                "unknown-field",
                "The body has fields that are not known here; view and switches are",
                Map.copyOf(fields));
    }

    static RebuildRefusal invalid(String field, String expectation) {
        return new RebuildRefusal(
                HttpStatus.BAD_REQUEST, "validation-failed", "The input is not valid", Map.of(field, expectation));
    }

    static RebuildRefusal running(UUID id) {
        return new RebuildRefusal(HttpStatus.CONFLICT, "rebuild-running", "The rebuild " + id + " is running");
    }

    static RebuildRefusal unknown(UUID id) {
        return new RebuildRefusal(HttpStatus.NOT_FOUND, "rebuild-not-found", "There is no rebuild " + id);
    }

    static RebuildRefusal noSuchView() {
        return new RebuildRefusal(HttpStatus.NOT_FOUND, "view-not-found", "There is no such view here");
    }

    static RebuildRefusal notPossible(String why) {
        return new RebuildRefusal(HttpStatus.CONFLICT, "rebuild-not-possible", why);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** By field; of what is wrong with a body. */
    public Map<String, String> errors() {
        return errors;
    }

    /** For people. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
