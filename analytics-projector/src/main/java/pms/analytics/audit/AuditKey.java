package pms.analytics.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that chains the entries: HMAC-SHA256 (RFC 2104). Thread-safe. */
final class AuditKey {

    static final int HASH_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    AuditKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Blocks when there is a file. The text is base64; from {@code #} to the end of a line is comment.
     *
     * @throws AuditKeyRefused unless exactly one key of 32 bytes is given
     */
    static AuditKey of(AuditSettings settings) {
        if (settings.key().isBlank() == settings.keyFile().isBlank()) {
            throw new AuditKeyRefused("set one of PMS_AUDIT_KEY and PMS_AUDIT_KEY_FILE, the key of the audit log");
        }
        List<String> texts = texts(settings.keyFile().isBlank() ? settings.key() : read(settings.keyFile()));
        if (texts.size() != 1) {
            throw new AuditKeyRefused("the audit log has one key, not " + texts.size());
        }
        return new AuditKey(decoded(texts.getFirst()));
    }

    /** The hash of all parts in a row. */
    byte[] hash(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("each Java platform has " + ALGORITHM, missing);
        }
    }

    private static List<String> texts(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", ""))
                .flatMap(line -> Stream.of(line.split("[\\s,]+", -1)))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new AuditKeyRefused("the key file " + file + " can't be read");
        }
    }

    /** Without the cause of a failure: its message may hold a part of the key. */
    private static byte[] decoded(String text) {
        try {
            byte[] secret = Base64.getDecoder().decode(text);
            if (secret.length == HASH_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException malformed) {
            throw new AuditKeyRefused("the key of the audit log is not the base64 of 32 bytes");
        }
        throw new AuditKeyRefused("the key of the audit log is not the base64 of 32 bytes");
    }
}
