package pms.command.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import pms.telemetry.ProblemCodes;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where errors become answers: RFC 9457 problem details. What is logged holds nothing of the request. */
@Component
@Order(-2)
final class ProblemTranslator implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemTranslator.class);

    private final JsonMapper mapper;

    ProblemTranslator(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            log(exchange, error);
            return Mono.error(Fault.of(error));
        }
        return write(exchange, Problems.of(error).orElseGet(() -> internal(exchange, error)));
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ProblemCodes.note(exchange, problem.code());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        problem.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = mapper.writeValueAsBytes(
                problem.body(exchange.getRequest().getPath().value()));
        response.getHeaders().setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    private static Problem internal(ServerWebExchange exchange, Throwable error) {
        log(exchange, error);
        return Problems.internal();
    }

    private static void log(ServerWebExchange exchange, Throwable error) {
        LOG.error(
                "{} {} failed, correlation id {}",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().value(),
                CorrelationFilter.idOf(exchange),
                Fault.of(error));
    }
}
