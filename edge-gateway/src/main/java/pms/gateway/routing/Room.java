package pms.gateway.routing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Whether the connection of one client has room for more. The server takes whatever it is given and would keep it for a
 * client that does not read, 64 events and more of each; so a part is let through only while what waits to be sent is
 * below the connection's mark.
 *
 * <p>All of its state belongs to the connection's event loop.
 */
final class Room extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private @Nullable MonoSink<Boolean> waiting;

    private Room(Channel channel) {
        this.channel = channel;
    }

    /** What comes from the source, each as soon as there is room for it. */
    static Flux<DataBuffer> pacing(ServerHttpRequest request, Flux<DataBuffer> source) {
        return pacing(channelOf(request), source);
    }

    static Flux<DataBuffer> pacing(Channel channel, Flux<DataBuffer> source) {
        return Flux.using(() -> entered(channel), room -> source.concatMap(room::inTime, 0), Room::leave);
    }

    private Mono<DataBuffer> inTime(DataBuffer part) {
        Waiting waiting = new Waiting(part);
        return free().<DataBuffer>handle((isFree, sink) -> waiting.pass(sink)).doOnCancel(waiting::end);
    }

    private static Room entered(Channel channel) {
        Room room = new Room(channel);
        channel.pipeline().addFirst(room);
        return room;
    }

    private static Channel channelOf(ServerHttpRequest request) {
        HttpServerRequest server = request instanceof ServerHttpRequestDecorator decorator
                ? ServerHttpRequestDecorator.getNativeRequest(decorator)
                : ((AbstractServerHttpRequest) request).getNativeRequest();
        Channel[] found = new Channel[1];
        server.withConnection(connection -> found[0] = connection.channel());
        return found[0];
    }

    private Mono<Boolean> free() {
        return Mono.create(sink -> channel.eventLoop().execute(() -> answer(sink)));
    }

    private void answer(MonoSink<Boolean> sink) {
        if (channel.isWritable()) {
            sink.success(true);
        } else {
            waiting = sink;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        MonoSink<Boolean> sink = waiting;
        if (sink != null && channel.isWritable()) {
            waiting = null;
            sink.success(true);
        }
        context.fireChannelWritabilityChanged();
    }

    /**
     * A part until it goes on. It is released here only when it did not: a cancellation also comes after the end, since
     * {@code concatMap} keeps the last inner one, and what was passed on belongs to whoever writes it.
     */
    private static final class Waiting {

        private final AtomicBoolean isOver = new AtomicBoolean();
        private final DataBuffer part;

        Waiting(DataBuffer part) {
            this.part = part;
        }

        void pass(SynchronousSink<DataBuffer> sink) {
            if (isOver.compareAndSet(false, true)) {
                sink.next(part);
            }
        }

        void end() {
            if (isOver.compareAndSet(false, true)) {
                DataBufferUtils.release(part);
            }
        }
    }

    /** The connection may serve other requests after this one. */
    private void leave() {
        channel.eventLoop().execute(() -> {
            waiting = null;
            if (channel.pipeline().context(this) != null) {
                channel.pipeline().remove(this);
            }
        });
    }
}
