package pms.access;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP/1.1 byte by byte, for the tests of every door: sends also what no decent client would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    /** Of a server on this machine. */
    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status 0 when the connection ended without an answer
     * @param headers the lines of the head behind the first, one character a byte
     * @param text the body of an answer that ends; of a stream of events nothing
     */
    public record Answer(int status, List<String> headers, String text) {

        /** The value of the first header of that name; empty when there is none. */
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** A request in the making; nothing of it is checked. */
    public static final class Request {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        public Request(String method, byte[] target) {
            add(method + " ").add(target).add(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        }

        public Request header(String name, byte[] value) {
            return add(name + ": ").add(value).add("\r\n");
        }

        public Request header(String name, String value) {
            return header(name, value.getBytes(StandardCharsets.ISO_8859_1));
        }

        public byte[] withBody(byte[] body) {
            return add("Content-Length: " + body.length + "\r\n\r\n")
                    .add(body)
                    .bytes
                    .toByteArray();
        }

        private Request add(String text) {
            return add(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private Request add(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }
    }

    /** Sends the bytes, on a connection of their own, and takes the first answer that is none of 1xx. */
    public Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String first = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        if (first.isEmpty()) {
            return new Answer(0, headers, "");
        }
        Answer head = new Answer(Integer.parseInt(first.split(" ", -1)[1]), headers, "");
        return head.status() < 200
                ? read(in)
                : new Answer(head.status(), headers, new String(body(head, in), StandardCharsets.UTF_8));
    }

    private static byte[] body(Answer head, InputStream in) throws IOException {
        if (head.header("Content-Type").startsWith("text/event-stream")
                || head.status() == 204
                || head.status() == 304) {
            return new byte[0];
        }
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        String length = head.header("Content-Length");
        return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    /** Without its CR LF; a CR or LF alone is a part of it. Empty at the end as well. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.append((char) b);
            if (line.length() > 1 && line.charAt(line.length() - 2) == '\r' && b == '\n') {
                return line.substring(0, line.length() - 2);
            }
        }
        return line.toString();
    }
}
