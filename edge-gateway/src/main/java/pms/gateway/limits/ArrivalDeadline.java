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
 * the answer has begun. What comes of a further request while answers are due has no deadline before the last of these
 * is out: a feed does not end because its client sent a byte too many. Sits behind the HTTP codec of one connection.
 * What is idle between two requests is left to the server's idle timeout.
 */
final class ArrivalDeadline extends ChannelDuplexHandler {

    private final Duration head;
    private final Duration body;
    private @Nullable Future<?> deadline;
    private boolean inBody;
    private boolean decodedSomething;
    private boolean answered;
    private boolean begun; // bytes came that are no whole head yet
    private int unanswered;

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
            unanswered++;
            begun = false;
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
        begun = begun || (!decodedSomething && !inBody);
        decodedSomething = false;
        startForTheNext(context);
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        answered = answered || (message instanceof HttpResponse && !isInformational(message));
        if (message instanceof LastHttpContent && !isInformational(message)) {
            unanswered--;
            startForTheNext(context);
        }
        Future<?> unused = context.write(message, promise);
    }

    private void startForTheNext(ChannelHandlerContext context) {
        if (begun && unanswered <= 0 && deadline == null) {
            start(context, head);
        }
    }

    /** Such a one only says that the body may come. */
    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
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
