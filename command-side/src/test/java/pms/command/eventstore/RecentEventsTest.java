package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final RecentEvents recent = new RecentEvents();

    @Test
    void givesTheRunBehindAPositionUpToTheFirstHole() {
        recent.add(events(5, 7));
        recent.add(events(9, 9));
        assertThat(positionsAfter(4)).containsExactly(5L, 6L, 7L);
        assertThat(positionsAfter(6)).containsExactly(7L);
        assertThat(positionsAfter(7)).as("8 was written elsewhere").isEmpty();
        assertThat(positionsAfter(3)).isEmpty();
        assertThat(positionsAfter(9)).isEmpty();
    }

    @Test
    void doesNotTakeALaterEventInTheSameSlotForTheOneThatIsAskedFor() {
        recent.add(events(1, 3));
        recent.add(events(RecentEvents.CAPACITY + 2, RecentEvents.CAPACITY + 2));
        assertThat(positionsAfter(0)).containsExactly(1L);
        assertThat(positionsAfter(1)).isEmpty();
        assertThat(positionsAfter(RecentEvents.CAPACITY + 1)).containsExactly(RecentEvents.CAPACITY + 2L);
    }

    @Test
    void leavesLargeOnesToTheDatabase() {
        recent.add(List.of(event(1, RecentEvents.MAX_PAYLOAD_BYTES), event(2, RecentEvents.MAX_PAYLOAD_BYTES + 1)));
        assertThat(positionsAfter(0)).containsExactly(1L);
    }

    private List<Long> positionsAfter(long position) {
        return recent.after(position).stream().map(StoredEvent::position).toList();
    }

    private static List<StoredEvent> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(position -> event(position, 8))
                .toList();
    }

    private static StoredEvent event(long position, int bytes) {
        return new StoredEvent(position, Events.id(), Events.TYPE, "s", Instant.EPOCH, new byte[bytes], Map.of());
    }
}
