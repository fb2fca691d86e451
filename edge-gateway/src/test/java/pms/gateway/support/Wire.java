package pms.gateway.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends exactly the bytes that it is told, however little these are HTTP. */
public record Wire(int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is answered until the gateway ends the connection; fails when it does not. */
    public String answer(String sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return answer(socket, sent);
        }
    }

    /** Likewise, on a connection that is there already. */
    public static String answer(Socket socket, String sent) throws IOException {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** What comes on a connection until the text is in it, or it ends. */
    public static String textUpTo(SocketChannel channel, String wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (text.indexOf(wanted) < 0 && channel.read(buffer.clear()) >= 0) {
            text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
        return text.toString();
    }
}
