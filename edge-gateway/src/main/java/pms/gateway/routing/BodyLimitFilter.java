package pms.gateway.routing;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Refuses a body above the limit: at once when the client says its length, else when that many bytes have come. */
@Component
@Order(BodyLimitFilter.ORDER)
final class BodyLimitFilter implements WebFilter {

    static final int ORDER = -200;

    private final long maxBytes;

    BodyLimitFilter(RoutingSettings settings) {
        this.maxBytes = settings.maxBody().toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long declaredBytes = exchange.getRequest().getHeaders().getContentLength();
        if (declaredBytes > maxBytes) {
            return Mono.error(this::tooLarge);
        }
        return chain.filter(declaredBytes < 0 ? counted(exchange) : exchange);
    }

    private ServerWebExchange counted(ServerWebExchange exchange) {
        return exchange.mutate().request(new CountedBody(exchange.getRequest())).build();
    }

    private Rejection tooLarge() {
        return Rejection.of(
                ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than the " + maxBytes + " bytes accepted here.");
    }

    private final class CountedBody extends ServerHttpRequestDecorator {

        CountedBody(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                AtomicLong seenBytes = new AtomicLong();
                return super.getBody().handle((part, out) -> passOn(part, seenBytes, out));
            });
        }

        private void passOn(DataBuffer part, AtomicLong seenBytes, SynchronousSink<DataBuffer> out) {
            if (seenBytes.addAndGet(part.readableByteCount()) <= maxBytes) {
                out.next(part);
                return;
            }
            DataBufferUtils.release(part);
            out.error(tooLarge());
        }
    }
}
