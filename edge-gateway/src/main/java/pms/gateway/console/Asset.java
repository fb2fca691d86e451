package pms.gateway.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.MediaType;

/** One file of the console. All answers share its bytes, which nobody changes. */
final class Asset {

    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.parseMediaType("text/html;charset=UTF-8"),
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"));

    private final MediaType type;
    private final byte[] plain;
    private final byte[] zipped;

    private Asset(MediaType type, byte[] plain, byte[] zipped) {
        this.type = type;
        this.plain = plain;
        this.zipped = zipped;
    }

    MediaType type() {
        return type;
    }

    byte[] plain() {
        return plain;
    }

    /** The same by gzip. */
    byte[] zipped() {
        return zipped;
    }

    /** @throws IllegalArgumentException for a file of a kind that the console does not have */
    static Asset of(String name, byte[] bytes) throws IOException {
        MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("the console has no files like " + name);
        }
        return new Asset(type, bytes, zip(bytes));
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
