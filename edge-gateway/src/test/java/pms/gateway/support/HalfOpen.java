package pms.gateway.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin a request and never end it, from as many loopback addresses as are asked for. */
public final class HalfOpen implements AutoCloseable {

    private static final int RECEIVED_UNREAD_BYTES = 4096;

    private final int port;
    private final List<SocketChannel> opened = new ArrayList<>();
    private int ended;

    public HalfOpen(int port) {
        this.port = port;
    }

    /**
     * Opens one more.
     *
     * @param source the last number of 127.0.0.x, which it comes from
     */
    public void open(int source, String sent) throws IOException {
        SocketChannel channel = SocketChannel.open();
        opened.add(channel);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVED_UNREAD_BYTES);
        channel.bind(new InetSocketAddress("127.0.0." + source, 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        try {
            channel.write(ByteBuffer.wrap(sent.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException alreadyClosed) {
            end(channel);
        }
    }

    /** How many the gateway holds: those that it has not ended. What it says is not looked at. */
    public int held() throws IOException {
        for (SocketChannel channel : opened) {
            if (channel.isOpen() && isEnded(channel)) {
                end(channel);
            }
        }
        return opened.size() - ended;
    }

    private void end(SocketChannel channel) throws IOException {
        channel.close();
        ended++;
    }

    private static boolean isEnded(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(4096)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : opened) {
            channel.close();
        }
    }
}
