package pms.gateway.operations;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Askers;
import pms.gateway.audit.Call;
import reactor.core.publisher.Mono;

/**
 * Puts on record what an administrator is about to do to the running system, whoever does it then: this gateway or a
 * service behind. What can't be put on record is not done.
 */
@Component
@Order(OperationsRecordFilter.ORDER)
final class OperationsRecordFilter implements WebFilter {

    static final int ORDER = -220; // behind the check of roles: a refusal has a record of its own
    private static final PathPattern OPERATIONS = PathPatternParser.defaultInstance.parse("/api/operations/**");
    private static final Set<HttpMethod> CHANGING = Set.of(HttpMethod.POST, HttpMethod.DELETE);

    private final Accesses accesses;

    OperationsRecordFilter(Accesses accesses) {
        this.accesses = accesses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        return CHANGING.contains(request.getMethod()) && OPERATIONS.matches(path)
                ? recorded(exchange, path).then(Mono.defer(() -> chain.filter(exchange)))
                : chain.filter(exchange);
    }

    /** With the path, which holds names of services, topics and offsets alone. */
    private Mono<Void> recorded(ServerWebExchange exchange, PathContainer path) {
        return accesses.changes(
                Askers.of(exchange), Call.actionOf(exchange.getRequest().getMethod(), path), path.value());
    }
}
