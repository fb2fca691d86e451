package pms.gateway.limits;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;

/**
 * Tells the count whether requests of one connection are under way. When it had to give way just as a request came, the
 * request is dropped: nothing is done for a client who will see no answer. Sits behind the HTTP codec of the connection.
 */
final class GivesWay extends ChannelDuplexHandler {

    private final ConnectionCount count;
    private int unanswered;
    private boolean hasGivenWay;

    GivesWay(ConnectionCount count) {
        this.count = count;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && unanswered++ == 0) {
            hasGivenWay = !count.beginsRequest(context.channel());
        }
        if (hasGivenWay) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message) && --unanswered == 0) {
            count.waits(context.channel());
        }
        Future<?> unused = context.write(message, promise);
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
