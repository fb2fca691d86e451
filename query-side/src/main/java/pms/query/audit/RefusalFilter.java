package pms.query.audit;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.query.access.AccessFilter;
import pms.query.web.Refusal;
import reactor.core.publisher.Mono;

/** Puts on record who was refused what. */
@Component
@Order(RefusalFilter.ORDER)
final class RefusalFilter implements WebFilter {

    static final int ORDER = AccessFilter.ORDER - 5; // around the one that refuses

    private final Reads reads;

    RefusalFilter(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorResume(
                        RefusalFilter::isForbidden,
                        refusal -> reads.refused(exchange).then(Mono.error(refusal)));
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.isForbidden();
    }
}
