package pms.gateway.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ByteProcessor;

/** Counts the lines of heads before they become objects. Sits right before the HTTP codec, so that it sees no TLS. */
final class HeadLines extends ChannelInboundHandlerAdapter {

    private final IncomingBytes incoming;

    HeadLines(IncomingBytes incoming) {
        this.incoming = incoming;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && !incoming.isInBody()) {
            incoming.cameLines(linesIn(bytes));
        }
        context.fireChannelRead(message);
    }

    private static int linesIn(ByteBuf bytes) {
        int lines = 0;
        int end = bytes.forEachByte(ByteProcessor.FIND_LF);
        while (end >= 0) {
            lines++;
            int from = end + 1;
            end = bytes.forEachByte(from, bytes.writerIndex() - from, ByteProcessor.FIND_LF);
        }
        return lines;
    }
}
