package pms.query.feed;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Whether the connection of one client has room for more. The server takes whatever it is given and would keep it for
 * a client that does not read, 64 events and more of each; so an event is given only while what waits to be sent is below
 * the connection's mark.
 *
 * <p>All of its state belongs to the connection's event loop.
 */
final class ConnectionRoom extends ChannelInboundHandlerAdapter implements Room {

    private final Channel channel;
    private final Duration patience;
    private @Nullable MonoSink<Boolean> waiting;
    private @Nullable Future<?> deadline;

    private ConnectionRoom(Channel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /**
     * What comes from the source while it may ask for the room of the connection on which the request came.
     *
     * @param patience how long the client may leave no room
     */
    static <T> Flux<T> during(ServerHttpRequest request, Duration patience, Function<Room, Flux<T>> source) {
        return Flux.using(() -> entered(channelOf(request), patience), source, ConnectionRoom::leave);
    }

    private static ConnectionRoom entered(Channel channel, Duration patience) {
        ConnectionRoom room = new ConnectionRoom(channel, patience);
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

    @Override
    public Mono<Boolean> free() {
        return Mono.create(sink -> channel.eventLoop().execute(() -> answer(sink)));
    }

    /** On the event loop, where what was given before has been written by now. */
    @Override
    public Mono<Boolean> now() {
        return Mono.create(sink -> channel.eventLoop().execute(() -> sink.success(channel.isWritable())));
    }

    private void answer(MonoSink<Boolean> sink) {
        if (channel.isWritable()) {
            sink.success(true);
            return;
        }
        waiting = sink;
        deadline = channel.eventLoop().schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp() {
        MonoSink<Boolean> late = waiting;
        waiting = null;
        if (late != null) {
            late.error(new TooSlow());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        MonoSink<Boolean> sink = waiting;
        if (sink != null && channel.isWritable()) {
            waiting = null;
            stopWaiting();
            sink.success(true);
        }
        context.fireChannelWritabilityChanged();
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** The connection may serve other requests after this one. */
    private void leave() {
        channel.eventLoop().execute(() -> {
            waiting = null;
            stopWaiting();
            if (channel.pipeline().context(this) != null) {
                channel.pipeline().remove(this);
            }
        });
    }
}
