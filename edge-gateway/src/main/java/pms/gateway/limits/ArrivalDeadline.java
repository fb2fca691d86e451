package pms.gateway.limits;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose request takes too long to arrive as a whole, however steadily its bytes trickle in: each byte
 * would reset an idle timeout. Without its headers in time it is closed; without its body in time it gets a 408, unless
 * the answer has begun. Sits right after the HTTP codec of one connection. What is idle between two requests is left to
 * the server's idle timeout.
 */
final class ArrivalDeadline extends ChannelDuplexHandler {

    private final Duration head;
    private final Duration body;
    private @Nullable Future<?> deadline;
    private boolean inBody;
    private boolean decodedSomething;
    private boolean answered;

    ArrivalDeadline(Duration head, Duration body) {
        this.head = head;
        this.body = body;
    }

    /** Counts from the connection on: over TLS the channel gets active here only when the handshake is over. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        start(context, head);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decodedSomething = true;
        if (message instanceof HttpRequest) {
            inBody = true;
            answered = false;
            start(context, body);
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            stop();
        }
        context.fireChannelRead(message);
    }

    /** Bytes came and were no whole head yet: the next request has begun. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!decodedSomething && deadline == null) {
            start(context, head);
        }
        decodedSomething = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        answered = answered || isAnswer(message);
        Future<?> unused = context.write(message, promise);
    }

    /** What only says that the body may come is none. */
    private static boolean isAnswer(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }

    private void start(ChannelHandlerContext context, Duration time) {
        stop();
        deadline = context.executor().schedule(() -> end(context), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void end(ChannelHandlerContext context) {
        deadline = null;
        if (inBody && !answered) {
            Future<?> unused = context.writeAndFlush(timeout()).addListener(ChannelFutureListener.CLOSE);
        } else {
            Future<?> unused = context.close();
        }
    }

    private static FullHttpResponse timeout() {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT);
        response.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        return response;
    }
}
