package pms.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret that one part of the system shows to another as {@code Authorization: Bearer ...}. Who checks it needs its
 * SHA-256 alone.
 */
public final class SharedSecret {

    private final byte[] sha256;

    private SharedSecret(byte[] sha256) {
        this.sha256 = sha256;
    }

    /**
     * From the secret itself.
     *
     * @param text at least 32 characters, random
     */
    public static SharedSecret of(String text) {
        if (text.length() < 32) {
            throw new IllegalArgumentException("the secret is too short");
        }
        return new SharedSecret(digest(text));
    }

    /**
     * From the SHA-256 of the secret.
     *
     * @param hex of the 32 bytes
     */
    public static SharedSecret ofSha256(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return new SharedSecret(bytes);
    }

    /** Whether it is shown; takes the same time wherever it differs. */
    public boolean isShownBy(List<String> authorization) {
        String shown = BearerToken.in(authorization);
        return shown != null && MessageDigest.isEqual(digest(shown), sha256);
    }

    /** As {@link #isShownBy(List)}, for a protocol with one header. */
    public boolean isShownBy(@Nullable String authorization) {
        return authorization != null && isShownBy(List.of(authorization));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SharedSecret";
    }
}
