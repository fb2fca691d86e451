package pms.gateway.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import pms.gateway.start.StartRefused;

/**
 * Seals private keys, so that these may be stored: AES-256 in Galois/counter mode (NIST SP 800-38D); a nonce of 12 random
 * bytes, ciphertext, a tag of 16 bytes. Comes from outside and is never stored itself. Immutable.
 */
final class SigningKek {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final SecretKey key;

    private SigningKek(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /** @throws IllegalArgumentException when these are not 32 bytes */
    static SigningKek of(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        return new SigningKek(idOf(bytes), new SecretKeySpec(bytes, "AES"));
    }

    /** Tells which key it is, and nothing of the key: the beginning of a hash, in hexadecimal digits. */
    String id() {
        return id;
    }

    /** @param keyId what is sealed opens under this id alone */
    byte[] seal(String keyId, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, keyId).doFinal(plain);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + text.length);
            System.arraycopy(text, 0, whole, NONCE_BYTES, text.length);
            return whole;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM does not work here", impossible);
        }
    }

    /** @throws StartRefused when it was not sealed by this key under this id, or was changed since */
    byte[] open(String keyId, byte[] whole) {
        try {
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, keyId)
                    .doFinal(Arrays.copyOfRange(whole, Math.min(NONCE_BYTES, whole.length), whole.length));
        } catch (GeneralSecurityException broken) {
            throw new StartRefused("the signing key " + keyId + " was changed after it was sealed");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String keyId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
        return cipher;
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
        return "SigningKek[" + id + "]";
    }
}
