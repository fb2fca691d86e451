package pms.gateway.limits;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.Future;

/** Tells what the bytes of one connection were. Sits right behind the HTTP codec. */
final class HeldMessages extends ChannelDuplexHandler {

    private final IncomingBytes incoming;

    HeldMessages(IncomingBytes incoming) {
        this.incoming = incoming;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            incoming.headArrived();
        }
        if (message instanceof HttpContent content) {
            incoming.bodyArrived(content.content().readableBytes());
        }
        if (message instanceof LastHttpContent) {
            incoming.requestArrived();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message)) {
            incoming.answered();
        }
        Future<?> unused = context.write(message, promise);
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
