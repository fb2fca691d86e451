package pms.query.keys;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 in Galois/counter mode (NIST SP 800-38D) by the JDK: nonce of 12 bytes, ciphertext, tag of 16 bytes. */
final class AesPersonKey implements PersonKey {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final UUID patientId;
    private final SecretKey key;

    /** @throws IllegalArgumentException when the key is not 32 bytes long */
    AesPersonKey(UUID patientId, ByteString key) {
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        this.patientId = patientId;
        this.key = new SecretKeySpec(key.toByteArray(), "AES");
    }

    @Override
    public byte[] open(Purpose purpose, UUID eventId, ByteString sealed) {
        if (sealed.size() < NONCE_BYTES + TAG_BYTES) {
            throw BrokenSeal.of(purpose);
        }
        byte[] bytes = sealed.toByteArray();
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, bytes, 0, NONCE_BYTES));
            cipher.updateAAD((purpose.prefix() + patientId + "|" + eventId).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (AEADBadTagException broken) {
            throw BrokenSeal.of(purpose);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM does not work here", impossible);
        }
    }

    @Override
    public String toString() {
        return "PersonKey";
    }
}
