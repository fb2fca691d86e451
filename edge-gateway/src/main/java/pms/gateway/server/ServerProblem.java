package pms.gateway.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;

/** Why the HTTP server refuses a request by itself. What it can't read is not quoted. */
final class ServerProblem {

    private ServerProblem() {}

    static Problem of(HttpResponseStatus status) {
        return switch (status.code()) {
            case 408 -> Problem.of(ProblemCode.REQUEST_TIMEOUT, "The body took too long to arrive.");
            case 413 -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than what is accepted here.");
            case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "The request line is longer than what is accepted here.");
            case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "The headers are larger than what is accepted here.");
            default ->
                status.codeClass() == HttpStatusClass.SERVER_ERROR
                        ? Problem.of(ProblemCode.INTERNAL_ERROR, "This is a fault of the system.")
                        : Problem.of(ProblemCode.MALFORMED_REQUEST, "This can't be read as an HTTP request.");
        };
    }
}
