package pms.command.sealing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.SecretKey;

/** The key of one patient's personal data. What it seals opens only for the same patient and event. Immutable. */
public class DataKey {

    private final UUID patientId;
    private final byte[] bytes;
    private final SecretKey key;

    DataKey(UUID patientId, byte[] bytes) {
        this.patientId = patientId;
        this.bytes = bytes;
        this.key = Aes.key(bytes);
    }

    static DataKey random(UUID patientId) {
        return new DataKey(patientId, Aes.randomKey());
    }

    static DataKey of(UUID patientId, byte[] bytes) {
        return new DataKey(patientId, bytes.clone());
    }

    /** Whose key it is. */
    public UUID patientId() {
        return patientId;
    }

    /** False for one that is stored but does not unwrap; all that is asked of it fails with {@link BrokenSeal}. */
    boolean isReadable() {
        return true;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Nonce, ciphertext and tag of what is personal, for this event alone. */
    public byte[] seal(Purpose purpose, UUID eventId, byte[] personal) {
        return Aes.seal(key, associated(purpose, eventId), personal);
    }

    /**
     * What was sealed.
     *
     * @throws BrokenSeal when it was not sealed by this key for this event and purpose, or was changed since
     */
    public byte[] open(Purpose purpose, UUID eventId, byte[] sealed) {
        return Aes.open(key, associated(purpose, eventId), sealed);
    }

    private byte[] associated(Purpose purpose, UUID eventId) {
        return (purpose.prefix() + patientId + "|" + eventId).getBytes(StandardCharsets.UTF_8);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DataKey[" + patientId + "]";
    }
}
