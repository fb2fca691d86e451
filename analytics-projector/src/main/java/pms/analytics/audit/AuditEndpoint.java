package pms.analytics.audit;

import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/audit}: what the log says, by pages as JSON or the whole of it as lines of JSON. Each reading is on
 * record before the first entry is told.
 */
@RestController
class AuditEndpoint {

    private static final String PATH = "/api/audit";

    private final AuditReader log;
    private final ReadRecord record;

    AuditEndpoint(AuditReader log, ReadRecord record) {
        this.log = log;
        this.record = record;
    }

    /** A page, and where the next one is (RFC 8288) when there is one. */
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<List<AuditItem>>> page(ServerWebExchange exchange) {
        var parameters = AuditParameters.of(exchange.getRequest().getQueryParams());
        AuditQuery query = parameters.query();
        return record.auditRead(exchange, query.patient())
                .then(Mono.defer(() -> log.first(query, query.limit() + 1)))
                .map(found -> answer(parameters, query, found));
    }

    /** All that is there, or the first of it when there is a limit, in lines as fast as the client takes them. */
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<AuditItem> lines(ServerWebExchange exchange) {
        var parameters = AuditParameters.of(exchange.getRequest().getQueryParams());
        AuditQuery query = parameters.query();
        return record.auditRead(exchange, query.patient())
                .thenMany(Flux.defer(() -> parameters.haveLimit() ? first(query) : log.all(query)))
                .map(AuditItem::of);
    }

    private Flux<Link> first(AuditQuery query) {
        return log.first(query, query.limit()).flatMapIterable(Function.identity());
    }

    /** @param found one more than a page has when there is a next one */
    private static ResponseEntity<List<AuditItem>> answer(
            AuditParameters parameters, AuditQuery query, List<Link> found) {
        List<AuditItem> page =
                found.stream().limit(query.limit()).map(AuditItem::of).toList();
        var answer = ResponseEntity.ok();
        if (found.size() > page.size()) {
            String next = parameters.addressBehind(PATH, query, page.getLast().position());
            answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
        }
        return answer.body(page);
    }
}
