package pms.command.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The events that this instance committed last, so that its tails need not read back what it has just written. One
 * writer, any number of readers, no lock.
 *
 * <p>Only committed events at their final positions are put in, and a reader takes a run without a hole: what another
 * instance wrote in between, what was overwritten or is too large is read from the database. So it may forget anything
 * at any time, and is never wrong.
 */
final class RecentEvents {

    /** With {@link #MAX_PAYLOAD_BYTES}, at most 16 MiB. */
    static final int CAPACITY = 1_024;

    static final int MAX_PAYLOAD_BYTES = 16 * 1_024;

    private final AtomicReferenceArray<@Nullable StoredEvent> slots = new AtomicReferenceArray<>(CAPACITY);

    void add(List<StoredEvent> committed) {
        for (StoredEvent event : committed) {
            if (event.payload().length <= MAX_PAYLOAD_BYTES) {
                slots.setRelease(slot(event.position()), event);
            }
        }
    }

    /** The run of events right behind a position; empty when the next one is not known. */
    List<StoredEvent> after(long position) {
        List<StoredEvent> run = new ArrayList<>();
        long next = position + 1;
        for (StoredEvent event = at(next);
                event != null && event.position() == next && run.size() < CAPACITY;
                event = at(next)) {
            run.add(event);
            next++;
        }
        return run;
    }

    private @Nullable StoredEvent at(long position) {
        return slots.getAcquire(slot(position));
    }

    private static int slot(long position) {
        return (int) (position % CAPACITY);
    }
}
