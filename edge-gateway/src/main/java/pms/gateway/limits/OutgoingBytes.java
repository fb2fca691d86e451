package pms.gateway.limits;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was written to one connection and its client has not taken. Who takes too little for too long is cut; where
 * nothing waits, as on a quiet feed, nobody is slow. Used by the event loop of the connection alone.
 */
final class OutgoingBytes {

    private final Channel connection;
    private final TakingPace pace;
    private final Runnable changed;
    private final Runnable tooSlow;
    private long writtenBytes;
    private boolean marked;
    private @Nullable Runnable waiting;
    private @Nullable Future<?> check;

    /** @param changed told when something was taken, at the latest when all was */
    OutgoingBytes(Channel connection, TakingPace pace, Runnable changed, Runnable tooSlow) {
        this.connection = connection;
        this.pace = pace;
        this.changed = changed;
        this.tooSlow = tooSlow;
    }

    EventLoop eventLoop() {
        return connection.eventLoop();
    }

    void written(long bytes) {
        writtenBytes += bytes;
        moved();
    }

    /** All that ever was, with what heads and TLS add. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** Whether little waits; also when the connection has ended and nothing more is kept. */
    boolean takesMore() {
        return connection.isWritable() || !connection.isActive();
    }

    /** Runs it once, as a task of its own, when more was written, was taken, or the connection has ended. */
    void whenItMoves(Runnable look) {
        waiting = look;
    }

    void moved() {
        Runnable look = waiting;
        if (look != null) {
            waiting = null;
            connection.eventLoop().execute(look);
        }
    }

    void flushed(ChannelHandlerContext context) {
        if (heldBytes() == 0) {
            stop();
            return;
        }
        if (check == null) {
            check();
        }
        mark(context);
    }

    void ended() {
        stop();
        moved();
    }

    boolean isUnfinished() {
        return heldBytes() > 0;
    }

    /** With the few bytes that each piece costs beside its own. */
    long heldBytes() {
        ChannelOutboundBuffer waiting = connection.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /** Nothing of the channel tells that all was taken, but an empty piece that goes behind it does. */
    private void mark(ChannelHandlerContext context) {
        if (marked) {
            return;
        }
        marked = true;
        Future<?> unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(taken -> connection.eventLoop().execute(() -> look(context)));
    }

    /** A task of its own: a piece still counts as waiting while its listeners are told that it is not. */
    private void look(ChannelHandlerContext context) {
        marked = false;
        if (connection.isOpen()) {
            flushed(context);
            changed.run();
        }
    }

    private void check() {
        long takenBytes = takenBytes();
        check = connection
                .eventLoop()
                .schedule(() -> checkSince(takenBytes), pace.time().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void checkSince(long takenBytesBefore) {
        check = null;
        if (heldBytes() == 0) {
            return;
        }
        if (takenBytes() - takenBytesBefore < pace.leastBytes()) {
            tooSlow.run();
        } else {
            check();
        }
    }

    private long takenBytes() {
        return writtenBytes - heldBytes();
    }

    private void stop() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }
}
