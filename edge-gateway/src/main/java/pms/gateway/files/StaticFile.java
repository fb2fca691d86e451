package pms.gateway.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;

/** One file, plain and by gzip. All answers share its bytes, which nobody changes. */
public final class StaticFile {

    private static final int PIECE_BYTES = 8 * 1024;
    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.parseMediaType("text/html;charset=UTF-8"),
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"),
            "png", MediaType.IMAGE_PNG);

    private final MediaType type;
    private final byte[] plain;
    private final byte[] zipped;

    private StaticFile(MediaType type, byte[] plain, byte[] zipped) {
        this.type = type;
        this.plain = plain;
        this.zipped = zipped;
    }

    /**
     * Zips, so it is not for an event loop.
     *
     * @param name its ending says the type
     * @throws IllegalArgumentException for a kind of file that is not sent to browsers here
     */
    public static StaticFile of(String name, byte[] bytes) throws IOException {
        MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("there are no files like " + name + " here");
        }
        return new StaticFile(type, bytes, zip(bytes));
    }

    /**
     * By gzip to those who take that. In pieces, no faster than they are taken: whoever does not take a file would make
     * this keep a copy of it whole.
     *
     * @param more sets further headers
     */
    public ResponseEntity<Flux<DataBuffer>> answer(ServerHttpRequest request, Consumer<HttpHeaders> more) {
        boolean zips = takesGzip(request.getHeaders());
        byte[] bytes = zips ? zipped : plain;
        return ResponseEntity.ok()
                .contentType(type)
                .contentLength(bytes.length)
                .headers(headers -> {
                    if (zips) {
                        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
                    }
                })
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .headers(more)
                .body(pieces(bytes));
    }

    private static boolean takesGzip(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .anyMatch(coding -> coding.equals("gzip") || (coding.startsWith("gzip;") && !coding.endsWith("q=0")));
    }

    private static Flux<DataBuffer> pieces(byte[] bytes) {
        return Flux.range(0, Math.ceilDiv(bytes.length, PIECE_BYTES))
                .map(i -> i * PIECE_BYTES)
                .map(from -> DefaultDataBufferFactory.sharedInstance.wrap(
                        ByteBuffer.wrap(bytes, from, Math.min(PIECE_BYTES, bytes.length - from))));
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new Best(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** It is done once, and sent often. */
    private static final class Best extends GZIPOutputStream {
        Best(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
