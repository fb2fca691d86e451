package pms.query.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * How many clients may have a page of the past in memory at once. The others wait for their turn, in the order in which
 * they came; there are no more of them than feeds are open. Thread-safe.
 */
@Component
class Turns {

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    Turns(FeedSettings settings) {
        this.free = settings.pagesInAll();
    }

    /** The source, subscribed to in its turn, which lasts until it ends or is cancelled. */
    <T> Flux<T> inTurn(Flux<T> source) {
        return Flux.using(this::come, turn -> turn.begun.asMono().thenMany(source), this::leave);
    }

    private synchronized Turn come() {
        Turn turn = new Turn();
        if (free > 0) {
            free--;
            turn.begin();
        } else {
            waiting.add(turn);
        }
        return turn;
    }

    /** Gives the place to the one that waits longest, unless it was only waiting for one itself. */
    private void leave(Turn turn) {
        Turn next = passOn(turn);
        if (next != null) {
            next.begin();
        }
    }

    private synchronized @Nullable Turn passOn(Turn turn) {
        if (waiting.remove(turn)) {
            return null;
        }
        Turn next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }

    private static final class Turn {

        private final Sinks.Empty<Void> begun = Sinks.empty();

        void begin() {
            begun.tryEmitEmpty().orThrow();
        }
    }
}
