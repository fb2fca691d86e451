package pms.gateway.operations;

import java.util.Set;
import java.util.regex.Pattern;
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
 * Puts on record what an administrator is about to do to the running system, or to see of what it holds back, whoever does
 * it then: this gateway or a service behind. The check of the audit log is a reading of it. What can't be put on record is
 * not done.
 */
@Component
@Order(OperationsRecordFilter.ORDER)
final class OperationsRecordFilter implements WebFilter {

    static final int ORDER = -220; // behind the check of roles: a refusal has a record of its own
    private static final PathPattern OPERATIONS = PathPatternParser.defaultInstance.parse("/api/operations/**");
    private static final PathPattern LETTERS =
            PathPatternParser.defaultInstance.parse("/api/operations/{service}/dead-letters/**");
    private static final PathPattern CHECK = PathPatternParser.defaultInstance.parse("/api/audit/verification");
    private static final Set<HttpMethod> CHANGING = Set.of(HttpMethod.POST, HttpMethod.DELETE);
    /** What is named so is a service, a projection, a topic or a place in it, and no text of a client. */
    private static final Pattern NAMES = Pattern.compile("(/[a-z0-9][a-z0-9.-]{0,79}){2,8}");

    private final Accesses accesses;

    OperationsRecordFilter(Accesses accesses) {
        this.accesses = accesses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        return isToBeRecorded(request.getMethod(), path)
                ? recorded(exchange, path).then(Mono.defer(() -> chain.filter(exchange)))
                : chain.filter(exchange);
    }

    private static boolean isToBeRecorded(HttpMethod method, PathContainer path) {
        return CHANGING.contains(method)
                ? OPERATIONS.matches(path)
                : method.equals(HttpMethod.GET) && (LETTERS.matches(path) || CHECK.matches(path));
    }

    /** With the path, if it is made of names alone. */
    private Mono<Void> recorded(ServerWebExchange exchange, PathContainer path) {
        String detail = NAMES.matcher(path.value()).matches() ? path.value() : "";
        return accesses.changes(
                Askers.of(exchange), Call.actionOf(exchange.getRequest().getMethod(), path), detail);
    }
}
