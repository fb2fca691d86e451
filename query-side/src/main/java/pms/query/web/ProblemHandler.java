package pms.query.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import pms.audit.AuditUnavailable;
import pms.projection.Redacted;
import pms.projection.generation.ViewBeingBuilt;
import pms.projection.rebuild.RebuildRefusal;
import pms.query.keys.KeysUnavailable;
import pms.telemetry.ProblemCodes;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever went wrong into a problem detail; the one place where an unexpected error is logged. */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration BUILDING = Duration.ofSeconds(5);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        if (exchange.getResponse().isCommitted()) {
            return breakOff(exchange, fault);
        }
        return switch (fault) {
            case KeysUnavailable away -> keysUnavailable(exchange, away);
            case AuditUnavailable away -> auditUnavailable(exchange, away);
            case Refusal refusal -> refuse(exchange, refusal);
            case ViewBeingBuilt notYet -> beingBuilt(exchange, notYet);
            case RebuildRefusal refused ->
                write(
                        exchange,
                        new Problem(refused.code(), refused.status(), refused.detail(), refused.errors()),
                        null);
            case ResponseStatusException refused -> write(exchange, problemOf(refused), null);
            case DataAccessResourceFailureException down -> unavailable(exchange, down);
            case TransientDataAccessException passing -> unavailable(exchange, passing);
            case CannotCreateTransactionException down -> unavailable(exchange, down);
            case TimeoutException late -> unavailable(exchange, late);
            default -> internalError(exchange, fault);
        };
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Refusal refusal) {
        String challenge = refusal.challenge();
        if (challenge != null) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return write(exchange, refusal.problem(), refusal.retryAfter());
    }

    private Mono<Void> beingBuilt(ServerWebExchange exchange, ViewBeingBuilt notYet) {
        var problem = new Problem(
                "view-being-built", HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(notYet.getMessage()), Map.of());
        return write(exchange, problem, BUILDING);
    }

    private static Problem problemOf(ResponseStatusException refused) {
        HttpStatusCode code = refused.getStatusCode();
        HttpStatus status = HttpStatus.resolve(code.value());
        return switch (code.value()) {
            case 404 -> new Problem("not-found", HttpStatus.NOT_FOUND, "There is nothing at this path.", Map.of());
            case 405 ->
                new Problem("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "This is not done here.", Map.of());
            case 406 ->
                new Problem("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "No accepted type can be given.", Map.of());
            case 409 -> new Problem("conflict", HttpStatus.CONFLICT, "This can't be done.", Map.of());
            case 415 ->
                new Problem(
                        "unsupported-media-type",
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "The body has to be application/json.",
                        Map.of());
            default ->
                new Problem(
                        "invalid-parameter",
                        status == null ? HttpStatus.BAD_REQUEST : status,
                        "The request is not valid.",
                        Map.of());
        };
    }

    /**
     * Ends the connection, so that the client does not take a part for the whole. With a fault that tells nothing: the
     * server logs it.
     */
    private static Mono<Void> breakOff(ServerWebExchange exchange, Throwable fault) {
        LOG.warn("{}: the answer is broken off: {}", CorrelationFilter.idOf(exchange), Redacted.fault(fault));
        return Mono.error(new BrokenAnswer());
    }

    private Mono<Void> keysUnavailable(ServerWebExchange exchange, KeysUnavailable away) {
        LOG.warn("{}: {}", CorrelationFilter.idOf(exchange), Redacted.fault(away));
        return write(
                exchange,
                new Problem(
                        "keys-unavailable",
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Personal data can't be opened now.",
                        Map.of()),
                RETRY_AFTER);
    }

    private Mono<Void> auditUnavailable(ServerWebExchange exchange, AuditUnavailable away) {
        LOG.warn("{}: {}", CorrelationFilter.idOf(exchange), Redacted.fault(away));
        return write(
                exchange,
                new Problem(
                        "audit-unavailable",
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The read can't be put on record now, so nothing is shown.",
                        Map.of()),
                RETRY_AFTER);
    }

    private Mono<Void> unavailable(ServerWebExchange exchange, Throwable fault) {
        LOG.warn("{}: {}", CorrelationFilter.idOf(exchange), Redacted.fault(fault));
        return write(
                exchange,
                new Problem("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The view can't be read now.", Map.of()),
                RETRY_AFTER);
    }

    private Mono<Void> internalError(ServerWebExchange exchange, Throwable fault) {
        LOG.error("{}: unexpected {}", CorrelationFilter.idOf(exchange), Redacted.trace(fault));
        return write(
                exchange,
                new Problem("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong.", Map.of()),
                null);
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem, @Nullable Duration retryAfter) {
        ProblemCodes.note(exchange, problem.code());
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        byte[] body = json.writeValueAsBytes(
                problem.body(exchange.getRequest().getPath().value()));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static final class BrokenAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenAnswer() {
            super("the answer is broken off", null, false, false);
        }
    }
}
