package pms.e2e.faults.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes by which things are found again. */
public final class Digest {
    private static final int CONTENT_BYTES = 12;

    private Digest() {}

    /**
     * What events carry of an Idempotency-Key: SHA-256 over actor and key, each behind its length in bytes and a colon.
     */
    public static String request(String actor, String key) {
        MessageDigest digest = sha256();
        for (String part : new String[] {actor, key}) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String content(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes), 0, CONTENT_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
