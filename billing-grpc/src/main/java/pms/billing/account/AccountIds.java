package pms.billing.account;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Random account ids (RFC 9562, version 4). Uses a generator that is seeded once: {@link UUID#randomUUID()} reads the
 * system's random device each time, which would block an event loop.
 */
@Component
class AccountIds implements Supplier<UUID> {
    private static final long VERSION_4 = 0x4000L;
    private static final long IETF_VARIANT = 0x8000000000000000L;

    private final SecureRandom random;

    AccountIds() throws NoSuchAlgorithmException {
        random = SecureRandom.getInstance("DRBG");
        random.nextBytes(new byte[16]);
    }

    @Override
    public UUID get() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID((buffer.getLong() & ~0xf000L) | VERSION_4, (buffer.getLong() & ~(3L << 62)) | IETF_VARIANT);
    }
}
