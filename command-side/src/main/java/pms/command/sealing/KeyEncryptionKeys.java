package pms.command.sealing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The key-encryption keys that are in use: the active one wraps, the others only unwrap what was wrapped before a
 * rotation. Immutable.
 */
final class KeyEncryptionKeys {

    private final KeyEncryptionKey active;
    private final Map<String, KeyEncryptionKey> byId = new LinkedHashMap<>();

    /** @throws KeyRefused when there is none */
    KeyEncryptionKeys(List<KeyEncryptionKey> keys) {
        if (keys.isEmpty()) {
            throw new KeyRefused("there is no key-encryption key: set PMS_KEK, PMS_KEK_FILE or PMS_KEK_KMS_FILE");
        }
        this.active = keys.getFirst();
        keys.forEach(key -> byId.put(key.id(), key));
    }

    KeyEncryptionKey active() {
        return active;
    }

    /** @throws KeyRefused when the key is not among these */
    void requireKnown(String id) {
        if (!knows(id)) {
            throw new KeyRefused("the data is sealed under the key-encryption key " + id + "; given: " + ids());
        }
    }

    boolean knows(String id) {
        return byId.containsKey(id);
    }

    /** @throws KeyRefused when the key is not among these */
    KeyEncryptionKey byId(String id) {
        requireKnown(id);
        return Objects.requireNonNull(byId.get(id));
    }

    private String ids() {
        return String.join(", ", byId.keySet());
    }

    /** Reads key texts: base64, separated by white space or commas; from {@code #} to the end of a line is comment. */
    static Stream<String> texts(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", ""))
                .flatMap(line -> Stream.of(line.split("[\\s,]+")))
                .filter(part -> !part.isEmpty());
    }
}
