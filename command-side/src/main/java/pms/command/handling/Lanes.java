package pms.command.handling;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets the commands on one patient follow each other within this instance, so that they do not run into each other's
 * append conditions. Only a courtesy: what keeps them apart for certain is the condition, across instances as well.
 *
 * <p>Cancelling a command, waiting or not, lets its successor go.
 */
final class Lanes {

    private final ConcurrentMap<UUID, Mono<Void>> tails = new ConcurrentHashMap<>();

    /** The work, when all that came before it in the lane has ended. */
    <T> Mono<T> inTurn(UUID lane, Mono<T> work) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> end = Sinks.empty();
            Mono<Void> ended = end.asMono();
            AtomicReference<Mono<Void>> before = new AtomicReference<>(Mono.empty());
            tails.compute(lane, (id, tail) -> {
                if (tail != null) {
                    before.set(tail);
                }
                return ended;
            });
            return before.get().then(work).doFinally(signal -> {
                tails.remove(lane, ended);
                end.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
            });
        });
    }

    /** Lanes in use. */
    int size() {
        return tails.size();
    }
}
