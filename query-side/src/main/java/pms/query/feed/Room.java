package pms.query.feed;

import reactor.core.publisher.Mono;

/** Whether a client takes more now. Cold; asked once for each event. */
interface Room {

    /** Completes with true as soon as there is room. Fails with {@link TooSlow} when there is none for too long. */
    Mono<Boolean> free();

    /** Whether there is room now. Waits for nothing. */
    Mono<Boolean> now();

    /** A client that took nothing for as long as may be. */
    final class TooSlow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("a client of the feed takes nothing", null, false, false);
        }
    }
}
