package pms.gateway.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import pms.gateway.browser.SecurityHeaders;
import pms.gateway.correlation.Correlation;
import pms.gateway.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the refusals of the HTTP server itself the form that those of the filters have: a problem (RFC 9457), a
 * correlation id and the security headers; and ends the connection, for nobody knows where the next request would begin.
 * They are told apart by their lack of a correlation id, which the first filter puts on every other answer. Sits right
 * after the HTTP codec of one connection, so that it sees what all other handlers write.
 *
 * <p>The connection stays for a moment after such an answer, and what comes is thrown away: closed amid what the client
 * still sends, it would be reset, and the client might never see the answer.
 */
public final class ServerAnswers extends ChannelDuplexHandler {

    private static final Duration LINGER = Duration.ofMillis(200);

    private final JsonMapper json;
    private String lastId = Correlation.idFor(List.of());
    private int unanswered;
    private boolean dropsTheRest;

    public ServerAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            unanswered++;
            lastId = Correlation.idFor(request.headers().getAll(Correlation.HEADER));
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (dropsTheRest) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else if (message instanceof HttpResponse answer && isOfTheServer(answer)) {
            dropsTheRest = true;
            FullHttpResponse problem = problem(context, answer.status());
            ReferenceCountUtil.release(message);
            Future<?> unused = context.write(problem, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
        } else {
            if (message instanceof LastHttpContent && !isInformational(message)) {
                unanswered--;
            }
            Future<?> unused = context.write(message, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (dropsTheRest) {
            context.channel().config().setAutoRead(true);
            Runnable close = () -> closeNow(context, promise);
            Future<?> unused = context.executor().schedule(close, LINGER.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            closeNow(context, promise);
        }
    }

    private static void closeNow(ChannelHandlerContext context, ChannelPromise promise) {
        Future<?> unused = context.close(promise);
    }

    private static boolean isOfTheServer(HttpResponse answer) {
        return answer.status().code() >= HttpResponseStatus.BAD_REQUEST.code()
                && !answer.headers().contains(Correlation.HEADER);
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private FullHttpResponse problem(ChannelHandlerContext context, HttpResponseStatus status) {
        Problem problem = ServerProblem.of(status);
        byte[] body = json.writeValueAsBytes(problem.body());
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.code().status().value()),
                Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(Correlation.HEADER, id());
        SecurityHeaders.of(context.pipeline().get(SslHandler.class) != null).forEach(headers::set);
        return response;
    }

    /** The id that the client sent, unless the answer may be one to an earlier request than the last. */
    private String id() {
        return unanswered <= 1 ? lastId : Correlation.idFor(List.of());
    }
}
