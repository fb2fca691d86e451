package pms.gateway.problem;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import pms.gateway.correlation.Correlation;
import pms.telemetry.ProblemCodes;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every failed request with its problem. A failure without a reason that a client could know is logged here,
 * once, with the correlation id and the path, and never with the query or the body: these hold personal data. When the
 * answer has already begun there is nothing left to say: the connection ends.
 *
 * <p>What is handed on from here is a {@link Fault}: Spring and Netty log it, too.
 */
@Component
@Order(-2) // ahead of Spring's own handlers
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private static final String CORS = "Access-Control-";

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return cutOff(exchange, failure);
        }
        Problem problem = Translation.of(failure);
        log(exchange, problem, failure);
        return Mono.defer(() -> write(exchange, problem)).onErrorResume(unwritten -> cutOff(exchange, unwritten));
    }

    private static Mono<Void> cutOff(ServerWebExchange exchange, Throwable failure) {
        if (!DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.warn(
                    "[{}] answer to {} cut off: {}",
                    Correlation.of(exchange),
                    exchange.getRequest().getPath(),
                    failure.getClass().getName());
        }
        return Mono.error(Fault.of(failure));
    }

    private static void log(ServerWebExchange exchange, Problem problem, Throwable failure) {
        String id = Correlation.of(exchange);
        switch (problem.code()) {
            case INTERNAL_ERROR ->
                log.error("[{}] failed {}", id, exchange.getRequest().getPath(), Fault.of(failure));
            case UNAVAILABLE, AUDIT_UNAVAILABLE, OVERLOADED ->
                log.warn(
                        "[{}] {} {}: {}",
                        id,
                        problem.code().text(),
                        exchange.getRequest().getPath(),
                        reason(failure));
            default -> {
                // What a client did wrong is told to the client alone.
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(failure instanceof Rejection && cause != null ? cause : failure);
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ProblemCodes.note(exchange, problem.code().text());
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = json.writeValueAsBytes(
                problem.body(exchange.getRequest().getPath().value()));
        response.setStatusCode(problem.code().status());
        HttpHeaders headers = response.getHeaders();
        forgetTheAnswer(headers);
        problem.headers().forEach(headers::set);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.setCacheControl("no-store");
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer)).checkpoint("write problem");
    }

    /** All that was said about an answer which does not come; not what lets a page of another origin read this one. */
    private static void forgetTheAnswer(HttpHeaders headers) {
        List.copyOf(headers.headerNames()).stream()
                .filter(name -> !name.regionMatches(true, 0, CORS, 0, CORS.length())
                        && !name.equalsIgnoreCase(HttpHeaders.VARY))
                .forEach(headers::remove);
    }
}
