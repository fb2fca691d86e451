package pms.gateway.limits;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Lets the pieces of an answer go no faster than its client takes them. The HTTP server by itself asks for 128 pieces
 * ahead, and keeps them for whoever takes none. Streams of events wait for each event anyway.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PacedAnswerFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HeldByConnection connection = connectionOf(exchange.getResponse());
        return connection == null
                ? chain.filter(exchange)
                : chain.filter(exchange.mutate()
                        .response(new Paced(exchange.getResponse(), connection.outgoing()))
                        .build());
    }

    private static @Nullable HeldByConnection connectionOf(ServerHttpResponse response) {
        HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
        AtomicReference<@Nullable HeldByConnection> found = new AtomicReference<>();
        server.withConnection(
                connection -> found.set(connection.channel().pipeline().get(HeldByConnection.class)));
        return found.get();
    }

    private static final class Paced extends ServerHttpResponseDecorator {

        private final OutgoingBytes outgoing;

        Paced(ServerHttpResponse response, OutgoingBytes outgoing) {
            super(response);
            this.outgoing = outgoing;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return body instanceof Mono
                    ? super.writeWith(body)
                    : super.writeWith(Flux.defer(() -> paced(body, new AnswerPieces(outgoing))));
        }

        private static Flux<DataBuffer> paced(Publisher<? extends DataBuffer> body, AnswerPieces pieces) {
            return Flux.from(body).concatMap(pieces::inTurn, 1);
        }
    }
}
