package pms.command.sealing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** Wraps other keys, so that these may be stored. Comes from outside and is never stored itself. Immutable. */
final class KeyEncryptionKey {

    private static final int ID_BYTES = 8;

    private final String id;
    private final SecretKey key;

    private KeyEncryptionKey(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /** @throws IllegalArgumentException when these are not 32 bytes */
    static KeyEncryptionKey of(byte[] bytes) {
        return new KeyEncryptionKey(idOf(bytes), Aes.key(bytes));
    }

    /** Tells which key it is, and nothing of the key: the beginning of a hash, in hexadecimal digits. */
    String id() {
        return id;
    }

    /** @param purpose what the wrapped key is for: it can be unwrapped for nothing else */
    byte[] wrap(String purpose, byte[] wrapped) {
        return Aes.seal(key, purpose.getBytes(StandardCharsets.UTF_8), wrapped);
    }

    /** @throws BrokenSeal when it was not wrapped by this key for this purpose */
    byte[] unwrap(String purpose, byte[] wrapped) {
        return Aes.open(key, purpose.getBytes(StandardCharsets.UTF_8), wrapped);
    }

    private static String idOf(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("pms.kek.id|".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(bytes), ID_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyEncryptionKey[" + id + "]";
    }
}
