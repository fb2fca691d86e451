package pms.analytics.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import pms.projection.Redacted;
import pms.telemetry.ProblemCodes;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where errors become answers. */
@Component
@Order(-2)
final class ProblemTranslator implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemTranslator.class);

    private final JsonMapper json;

    ProblemTranslator(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        return exchange.getResponse().isCommitted()
                ? brokenOff(exchange, error)
                : write(exchange, Problems.of(error).orElseGet(() -> internal(exchange, error)));
    }

    /** The connection ends, so that the client does not take a part for the whole. */
    private static Mono<Void> brokenOff(ServerWebExchange exchange, Throwable error) {
        LOG.warn(
                "{} is broken off, correlation id {}: {}",
                exchange.getRequest().getPath().value(),
                CorrelationFilter.idOf(exchange),
                Redacted.fault(error));
        return Mono.error(error);
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ProblemCodes.note(exchange, problem.code());
        var response = exchange.getResponse();
        var body = json.writeValueAsBytes(
                problem.body(exchange.getRequest().getPath().value()));
        response.setStatusCode(problem.status());
        problem.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static Problem internal(ServerWebExchange exchange, Throwable error) {
        LOG.error(
                "{} {} failed, correlation id {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().value(),
                CorrelationFilter.idOf(exchange),
                error);
        return Problems.internal();
    }
}
