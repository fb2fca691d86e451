package pms.query.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A client of the feed that reads when it is told to, and has little room for what it does not read. */
final class RawFeed implements AutoCloseable {

    static final int MUCH_ROOM_BYTES = 1024 * 1024;
    private static final int LITTLE_ROOM_BYTES = 4096;
    private static final Pattern ID = Pattern.compile("id:(\\d+)\n");
    private static final String END_OF_THE_ANSWER = "\r\n0\r\n\r\n";

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final StringBuilder seen = new StringBuilder();
    private boolean ended;

    /** @param after what it has seen */
    RawFeed(int port, String token, long after) throws IOException {
        this(port, token, after, LITTLE_ROOM_BYTES);
    }

    /** @param roomBytes for what has come and is not read yet */
    RawFeed(int port, String token, long after, int roomBytes) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, roomBytes);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET /api/patients/feed HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nLast-Event-ID: " + after + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
    }

    /** Takes what is there, if anything. */
    RawFeed read() {
        try {
            int count = channel.read(buffer.clear());
            while (count > 0) {
                seen.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
                count = channel.read(buffer.clear());
            }
            ended = ended || count < 0;
        } catch (IOException reset) {
            ended = true;
        }
        return this;
    }

    boolean has(String text) {
        return seen.indexOf(text) >= 0;
    }

    /** Lets go of what it has seen so far. */
    void forget() {
        seen.setLength(0);
    }

    /** Whether the answer ended as it should. */
    boolean isComplete() {
        return seen.length() >= END_OF_THE_ANSWER.length()
                && seen.substring(seen.length() - END_OF_THE_ANSWER.length()).equals(END_OF_THE_ANSWER);
    }

    /** Whether the connection is closed, as far as was noticed. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the server takes no more from this connection: it answers each byte with a reset. */
    boolean isReset() {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'\r', '\n'}));
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Of the events that came whole. */
    List<Long> positions() {
        int whole = seen.lastIndexOf("\n\n");
        return ID.matcher(seen.substring(0, whole + 1))
                .results()
                .map(MatchResult::group)
                .map(id -> Long.valueOf(id.substring(3).strip()))
                .toList();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
