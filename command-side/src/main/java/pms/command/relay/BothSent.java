package pms.command.relay;

import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Waits for both records of a position: an event is relayed when its entry in the audit topic is there as well. Holds as
 * many positions as are in flight. Not thread-safe.
 */
final class BothSent {

    private final Set<Long> half = new HashSet<>();

    /** Notes one acknowledged record; answers the position when it was the second one. */
    Mono<Long> acknowledged(long position) {
        if (half.add(position)) {
            return Mono.empty();
        }
        half.remove(position);
        return Mono.just(position);
    }
}
