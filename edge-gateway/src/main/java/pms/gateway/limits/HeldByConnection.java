package pms.gateway.limits;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;

/**
 * Knows what one connection makes this gateway keep: what came in and is not answered, by {@link IncomingBytes}, and
 * what went out and is not taken, by {@link OutgoingBytes}. Sits first in the pipeline, before TLS, because half a
 * record of TLS takes memory like half a head does. {@link HeldMessages}, behind the HTTP codec, says what the bytes
 * were.
 *
 * <p>What one reading may bring ({@link #A_READING}) is free: it is there for every connection.
 */
final class HeldByConnection extends ChannelDuplexHandler {

    /** So large is the buffer that is read into, in bytes. */
    static final int A_READING = 2048;

    private final HeldBytes all;
    private final Channel connection;
    private final IncomingBytes incoming = new IncomingBytes();
    private final OutgoingBytes outgoing;
    private long toldBytes;
    private boolean toldUnfinished;
    private volatile boolean isCut;

    HeldByConnection(HeldBytes all, Channel connection, TakingPace pace) {
        this.all = all;
        this.connection = connection;
        this.outgoing = new OutgoingBytes(connection, pace, this::tell, this::cut);
    }

    IncomingBytes incoming() {
        return incoming;
    }

    OutgoingBytes outgoing() {
        return outgoing;
    }

    Channel connection() {
        return connection;
    }

    boolean sharesItsLoopWith(HeldByConnection other) {
        return connection.eventLoop().equals(other.connection.eventLoop());
    }

    /** Ends the connection at once, whatever lingers; what still comes is not looked at. Any thread. */
    void cut() {
        isCut = true;
        ChannelHandlerContext first = connection.pipeline().context(this);
        Future<?> unused = first == null ? connection.close() : first.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isCut) {
            ReferenceCountUtil.release(message);
            return;
        }
        incoming.came(sizeBytes(message));
        context.fireChannelRead(message);
        incoming.wasRead();
        tell();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        outgoing.written(sizeBytes(message));
        Future<?> unused = context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        outgoing.flushed(context);
        tell();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        outgoing.moved();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outgoing.ended();
        all.forget(this);
        isCut = true;
        context.fireChannelInactive();
    }

    private void tell() {
        long bytes = Math.max(0, incoming.heldBytes() + outgoing.heldBytes() - A_READING);
        boolean isUnfinished = incoming.isUnfinished() || outgoing.isUnfinished();
        if (!isCut && (bytes != toldBytes || isUnfinished != toldUnfinished)) {
            toldBytes = bytes;
            toldUnfinished = isUnfinished;
            if (bytes == 0 && !isUnfinished) {
                all.forget(this);
            } else {
                all.holds(this, bytes, isUnfinished);
            }
        }
    }

    private static long sizeBytes(Object message) {
        return switch (message) {
            case ByteBuf bytes -> bytes.readableBytes();
            case ByteBufHolder holder -> holder.content().readableBytes();
            case FileRegion file -> file.count();
            default -> 0;
        };
    }
}
