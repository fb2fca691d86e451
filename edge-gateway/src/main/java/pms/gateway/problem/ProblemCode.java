package pms.gateway.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The stable codes of problems that the gateway itself answers with; clients may switch on them. */
public enum ProblemCode {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is not HTTP"),
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "The input is not valid"),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not JSON"),
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "The body has a field that is not known"),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is not valid"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    INVALID_CREDENTIALS(HttpStatus.UNAUTHORIZED, "E-mail or password is wrong"),
    INVALID_REFRESH_TOKEN(HttpStatus.UNAUTHORIZED, "The refresh token does not count"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The role is not allowed to do this"),
    EMAIL_TAKEN(HttpStatus.CONFLICT, "The e-mail belongs to another user"),
    LAST_ADMIN(HttpStatus.CONFLICT, "The last administrator has to stay"),
    USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user"),
    ACCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND, "The patient has no account"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not offered here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable form of the answer is offered"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request line is too long"),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The form of the body is not supported"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS, "Too many logins failed"),
    AUDIT_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "What is asked for can't be put on record"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A part of the system is not available"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too much to do at the moment"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong");

    private final HttpStatus status;
    private final String title;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The code as clients see it, for example {@code payload-too-large}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
