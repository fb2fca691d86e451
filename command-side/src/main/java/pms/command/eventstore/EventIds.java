package pms.command.eventstore;

import java.util.UUID;

/**
 * Makes ids for events: unique, and growing with time, so that the index of ids grows at its end. Random ids touch a page
 * of it each, which costs an append a sixth of its throughput; the store takes them all the same.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, UUID version 7</a>
 */
public final class EventIds {

    private static final int MILLIS_SHIFT = 16;
    private static final long VERSION = 0x7000L;
    private static final long RANDOM_OF_HIGH = 0xfffL;

    private EventIds() {}

    /** An id of version 7: milliseconds since 1970, then 74 random bits. Thread-safe. */
    public static UUID next() {
        UUID random = UUID.randomUUID(); // its variant is that of version 7 as well
        long high = System.currentTimeMillis() << MILLIS_SHIFT
                | VERSION
                | (random.getMostSignificantBits() & RANDOM_OF_HIGH);
        return new UUID(high, random.getLeastSignificantBits());
    }
}
