package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** Follows the log and keeps the positions that it saw. */
final class Follower {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Queue<Long> seen = new ConcurrentLinkedQueue<>();
    private Future<?> following;

    private Follower(EventStore store) {
        following = follow(store, 0);
    }

    static Follower start(EventStore store) {
        return new Follower(store);
    }

    /** Goes on in another store, where it was. */
    void goOn(EventStore store) {
        following.cancel(true);
        following = follow(store, seen.size());
    }

    /** Waits until it has come to the head, and stops there; it must have seen each position once, in order. */
    void assertSawAllUpTo(long head) {
        Awaitility.await().atMost(LIMIT).until(() -> seen.size() >= head);
        following.cancel(true);
        assertThat(List.copyOf(seen))
                .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
    }

    private Future<?> follow(EventStore store, long after) {
        return store.tail(after)
                .map(StoredEvent::position)
                .doOnNext(seen::add)
                .then()
                .toFuture();
    }
}
