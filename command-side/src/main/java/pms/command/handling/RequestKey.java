package pms.command.handling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An Idempotency-Key and the request it came with.
 *
 * @param digest of the actor and its key, so that one user's keys mean nothing to another
 * @param fingerprint of the method, the path and the body
 */
public record RequestKey(String digest, String fingerprint) {

    public static RequestKey of(String actor, String key, String method, String path, byte[] body) {
        return new RequestKey(
                hash(actor.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8)),
                hash(method.getBytes(StandardCharsets.UTF_8), path.getBytes(StandardCharsets.UTF_8), body));
    }

    /** SHA-256 of the parts, each ended so that no two lists of parts give the same. */
    private static String hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
