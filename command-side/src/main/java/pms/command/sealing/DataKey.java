package pms.command.sealing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.SecretKey;

/** The key of one patient's personal data. What it seals opens only for the same patient and event. Immutable. */
public class DataKey {

    /** What is sealed is a {@code pms.patient.v1.Person}; the layout stands in {@code events.proto}. */
    private static final String PURPOSE = "pms.person.v1|";

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

    /** Nonce, ciphertext and tag of the person, for this event alone. */
    public byte[] seal(UUID eventId, byte[] person) {
        return Aes.seal(key, associated(eventId), person);
    }

    /**
     * The person that was sealed.
     *
     * @throws BrokenSeal when it was not sealed by this key for this event, or was changed since
     */
    public byte[] open(UUID eventId, byte[] sealed) {
        return Aes.open(key, associated(eventId), sealed);
    }

    private byte[] associated(UUID eventId) {
        return (PURPOSE + patientId + "|" + eventId).getBytes(StandardCharsets.UTF_8);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DataKey[" + patientId + "]";
    }
}
