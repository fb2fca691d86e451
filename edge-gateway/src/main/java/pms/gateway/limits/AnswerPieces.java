package pms.gateway.limits;

import io.netty.channel.EventLoop;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The pieces of one answer, each of which goes when little of those before it waits. */
final class AnswerPieces {

    private static final int AHEAD_BYTES = 16 * 1024;

    private final OutgoingBytes outgoing;
    private long passedBytes;
    private long writtenBytesBefore = -1;

    AnswerPieces(OutgoingBytes outgoing) {
        this.outgoing = outgoing;
    }

    /** Emits the piece, on the event loop of the connection, when there is room for it or the connection has ended. */
    Mono<DataBuffer> inTurn(DataBuffer piece) {
        if (outgoing.eventLoop().inEventLoop() && hasRoom()) {
            pass(piece);
            return Mono.just(piece);
        }
        return Mono.create(sink -> wait(piece, sink));
    }

    private void wait(DataBuffer piece, MonoSink<DataBuffer> sink) {
        Waiting waiting = new Waiting(piece, sink);
        EventLoop loop = outgoing.eventLoop();
        MonoSink<DataBuffer> unused = sink.onCancel(() -> loop.execute(waiting::end));
        loop.execute(waiting::look);
    }

    private boolean hasRoom() {
        if (writtenBytesBefore < 0) {
            writtenBytesBefore = outgoing.writtenBytes();
        }
        long aheadBytes = passedBytes - (outgoing.writtenBytes() - writtenBytesBefore);
        return outgoing.takesMore() && aheadBytes < AHEAD_BYTES;
    }

    private void pass(DataBuffer piece) {
        passedBytes += piece.readableByteCount();
    }

    /** Used by the event loop alone. */
    private final class Waiting {

        private final DataBuffer piece;
        private final MonoSink<DataBuffer> sink;
        private boolean isOver;

        Waiting(DataBuffer piece, MonoSink<DataBuffer> sink) {
            this.piece = piece;
            this.sink = sink;
        }

        void look() {
            if (isOver) {
                return;
            }
            if (hasRoom()) {
                isOver = true;
                pass(piece);
                sink.success(piece);
            } else {
                outgoing.whenItMoves(this::look);
            }
        }

        void end() {
            if (!isOver) {
                isOver = true;
                DataBufferUtils.release(piece);
            }
        }
    }
}
