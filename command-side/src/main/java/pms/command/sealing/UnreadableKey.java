package pms.command.sealing;

import java.util.UUID;

/** Stands for a key that is stored but does not unwrap: its patient is not erased, and nothing of them opens. */
final class UnreadableKey extends DataKey {

    private static final byte[] NO_KEY = new byte[Aes.KEY_BYTES];

    UnreadableKey(UUID patientId) {
        super(patientId, NO_KEY);
    }

    @Override
    boolean isReadable() {
        return false;
    }

    @Override
    byte[] bytes() {
        throw new BrokenSeal();
    }

    @Override
    public byte[] seal(Purpose purpose, UUID eventId, byte[] personal) {
        throw new BrokenSeal();
    }

    @Override
    public byte[] open(Purpose purpose, UUID eventId, byte[] sealed) {
        throw new BrokenSeal();
    }
}
