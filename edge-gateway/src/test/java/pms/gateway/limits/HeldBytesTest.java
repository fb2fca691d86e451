package pms.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldBytesTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n";
    private static final TakingPace PACE = new TakingPace(Duration.ofSeconds(10), 10_000);
    private static final int MOST = 50_000;
    private static final int MOST_OF_ONE = 30_000;

    private final HeldBytes held = new HeldBytes(MOST, MOST_OF_ONE);

    @Test
    void whoHasBeenUnfinishedForLongestIsCutWhenAllIsTooMuch() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        EmbeddedChannel third = connection();
        send(first, "GET / HTTP/1.1\r\nX: " + "x".repeat(8_000));
        send(second, HEAD + "x".repeat(25_000));
        assertThat(held.heldBytes()).isPositive();

        send(third, HEAD + "x".repeat(25_000));

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).as("it is enough now").isTrue();
        assertThat(third.isOpen()).isTrue();
        assertThat(held.heldBytes()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void whoHoldsTooMuchAloneIsCut() {
        EmbeddedChannel greedy = connection();
        EmbeddedChannel other = connection();
        send(other, HEAD + "x".repeat(5_000));

        send(greedy, HEAD + "x".repeat(MOST_OF_ONE + 5_000));

        assertThat(greedy.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void manyShortLinesCountMoreThanTheirBytes() {
        EmbeddedChannel channel = connection();

        send(channel, "GET / HTTP/1.1\r\n" + "a:b\r\n".repeat(500));

        assertThat(channel.isOpen()).as("500 lines of 200 bytes each").isFalse();
    }

    @Test
    void aRequestThatIsAnsweredHoldsNothing() {
        EmbeddedChannel channel = connection();
        send(channel, "POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5_000));
        assertThat(held.heldBytes()).isPositive();

        answer(channel);

        assertThat(held.connections()).isZero();
        assertThat(held.heldBytes()).isZero();
    }

    @Test
    void requestsThatWaitBehindAnotherCount() {
        EmbeddedChannel channel = connection();

        for (int i = 0; i < 60 && channel.isOpen(); i++) {
            send(channel, "GET / HTTP/1.1\r\n\r\n");
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyThatIsAnsweredAlreadyIsNotHeld() {
        EmbeddedChannel channel = connection();
        send(channel, HEAD + "x".repeat(10_000));

        answer(channel);
        send(channel, "x".repeat(80_000));

        assertThat(channel.isOpen()).isTrue();
        assertThat(held.heldBytes()).isZero();
    }

    @Test
    void whoeverIsCutIsForgotten() {
        EmbeddedChannel channel = connection();
        send(channel, HEAD + "x".repeat(10_000));

        Objects.requireNonNull(held.takeOldest()).cut();
        send(channel, "x".repeat(10_000));
        channel.runPendingTasks();

        assertThat(held.connections()).isZero();
        assertThat(held.heldBytes()).isZero();
    }

    /** Nothing waits to be taken in between. */
    @Test
    void aQuietAnswerIsNotSlow() {
        EmbeddedChannel channel = connection();
        send(channel, "GET / HTTP/1.1\r\n\r\n");

        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    private EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        HeldByConnection connection = new HeldByConnection(held, channel, PACE);
        channel.pipeline()
                .addLast(connection)
                .addLast(new HeadLines(connection.incoming()))
                .addLast(new HttpServerCodec())
                .addLast(new HeldMessages(connection.incoming()));
        return channel;
    }

    /** In readings of the size that the server has. */
    private static void send(EmbeddedChannel channel, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length && channel.isOpen(); from += HeldByConnection.A_READING) {
            int length = Math.min(HeldByConnection.A_READING, bytes.length - from);
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, length));
        }
        channel.releaseInbound();
    }

    private static void answer(EmbeddedChannel channel) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
        channel.releaseOutbound();
    }
}
