package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Who owns a part of a feed when the client leaves: memory that is given back twice belongs to somebody else by then. */
class RoomTest {

    private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Sinks.Many<DataBuffer> source = Sinks.many().unicast().onBackpressureBuffer();
    private final List<DataBuffer> passed = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void leavesAPartThatWasPassedOnToWhoWritesIt() {
        Disposable client = Room.pacing(channel, source.asFlux()).subscribe(passed::add);
        NettyDataBuffer part = next("event: 1");
        assertThat(passed).containsExactly(part);

        client.dispose();
        channel.runPendingTasks();

        assertThat(part.getNativeBuffer().refCnt())
                .as("what was written is not released once more")
                .isEqualTo(1);
        assertThat(part.getNativeBuffer().release()).isTrue();
    }

    @Test
    void releasesAPartThatStillWaitsWhenTheClientLeaves() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        Disposable client = Room.pacing(channel, source.asFlux()).subscribe(passed::add);
        NettyDataBuffer part = next("event: 1");
        assertThat(passed).isEmpty();

        client.dispose();
        channel.runPendingTasks();

        assertThat(part.getNativeBuffer().refCnt()).as("given back").isZero();
    }

    @Test
    void passesAPartOnWhenThereIsRoomAgain() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        Disposable client = Room.pacing(channel, Flux.from(source.asFlux())).subscribe(passed::add);
        NettyDataBuffer part = next("event: 1");

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();

        assertThat(passed).containsExactly(part);
        client.dispose();
        assertThat(part.getNativeBuffer().release()).isTrue();
    }

    private NettyDataBuffer next(String text) {
        NettyDataBuffer part = buffers.allocateBuffer(64);
        part.write(text.getBytes(StandardCharsets.UTF_8));
        source.tryEmitNext(part).orThrow();
        channel.runPendingTasks();
        return part;
    }
}
