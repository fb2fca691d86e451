package pms.query.keys;

import com.google.protobuf.ByteString;
import java.util.UUID;

/** Stands for a key that the key service has but can't read: the patient is not erased, and nothing of them opens. */
final class UnreadableKey implements PersonKey {

    static final PersonKey INSTANCE = new UnreadableKey();

    private UnreadableKey() {}

    @Override
    public boolean isReadable() {
        return false;
    }

    @Override
    public byte[] open(Purpose purpose, UUID eventId, ByteString sealed) {
        throw BrokenSeal.ofTheKey();
    }

    @Override
    public String toString() {
        return "UnreadableKey";
    }
}
