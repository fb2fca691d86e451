package pms.query.keys;

import com.google.protobuf.ByteString;
import java.util.UUID;

/** Opens what is sealed of one patient. Thread-safe; tells nothing of itself. */
public interface PersonKey {

    /**
     * Opens what is sealed in one event.
     *
     * @param eventId the event that carries it
     * @return as the purpose says
     * @throws BrokenSeal when it was not sealed with this key for this event and purpose, or was changed since; always when the key
     *     can't be read
     */
    byte[] open(Purpose purpose, UUID eventId, ByteString sealed);

    /** False when the key service has the key but can't read it: the patient is not erased, and nothing opens. */
    default boolean isReadable() {
        return true;
    }
}
