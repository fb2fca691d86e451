package pms.command.http;

import java.util.concurrent.atomic.AtomicInteger;
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
import pms.command.handling.Overloaded;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes on as many requests as there is memory for, and refuses the others before anything is done for them: a service
 * that takes all it is offered ends by running out of memory, and then answers nobody. Health is always answered.
 */
@Component
@Order(AdmissionFilter.ORDER)
final class AdmissionFilter implements WebFilter {

    static final int ORDER = -400; // before the token check, which costs more than a refusal
    private static final String ALWAYS = "/actuator/health";

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final int maxRequests;
    private final long maxBodyBytes;

    AdmissionFilter(AdmissionSettings settings) {
        this.maxRequests = settings.requests();
        this.maxBodyBytes = settings.bodies().toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith(ALWAYS)) {
            return chain.filter(exchange);
        }
        return Mono.using(this::admit, taken -> chain.filter(counted(exchange, taken)), this::leave);
    }

    /** The bytes that have come of one request's body. */
    private AtomicLong admit() {
        if (requests.incrementAndGet() > maxRequests) {
            requests.decrementAndGet();
            throw new Overloaded(maxRequests + " requests");
        }
        return new AtomicLong();
    }

    private void leave(AtomicLong taken) {
        bodyBytes.addAndGet(-taken.get());
        requests.decrementAndGet();
    }

    private ServerWebExchange counted(ServerWebExchange exchange, AtomicLong taken) {
        return exchange.mutate()
                .request(new CountedRequest(exchange.getRequest(), taken))
                .build();
    }

    private void take(DataBuffer part, AtomicLong taken) {
        taken.addAndGet(part.readableByteCount());
        if (bodyBytes.addAndGet(part.readableByteCount()) > maxBodyBytes) {
            DataBufferUtils.release(part);
            throw new Overloaded(maxBodyBytes + " bytes of bodies");
        }
    }

    private final class CountedRequest extends ServerHttpRequestDecorator {

        private final AtomicLong taken;

        CountedRequest(ServerHttpRequest request, AtomicLong taken) {
            super(request);
            this.taken = taken;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnNext(part -> take(part, taken));
        }
    }
}
