package pms.projection;

import reactor.core.publisher.Mono;

/**
 * Work that goes on to its end when nobody waits for it any more. For transactions: one that is cancelled between two
 * statements may run the next one behind its rollback, on a connection that has no transaction then, and that statement
 * stays (seen with Spring's R2DBC transactions: 12 of 6,000 that were cancelled within 2.5 ms left a part of themselves).
 *
 * <p>What bounds the work in time MUST be within it.
 */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Cold. Cancelling it lets go of the answer; an error that comes after that is logged as dropped. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(context -> Mono.fromFuture(work.contextWrite(context)::toFuture, true));
    }
}
