package pms.command.handling;

import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/**
 * A place in a lane: holds what waits there for its turn, and then for its answer. It ends with the first answer or
 * failure, or when whoever waits leaves; what comes after that is ignored. Thread-safe.
 *
 * @param <E> what waits
 * @param <A> what it is answered
 */
final class Place<E, A> {

    private final E entry;
    private final Sinks.One<A> answer = Sinks.one();
    private final Sinks.Empty<Void> end = Sinks.empty();

    /** Set before any signal is sent. */
    private final AtomicBoolean ended = new AtomicBoolean();

    Place(E entry) {
        this.entry = entry;
    }

    E entry() {
        return entry;
    }

    /** Whether somebody still waits for the answer. */
    boolean isWanted() {
        return !ended.get();
    }

    void answer(A value) {
        end(() -> answer.emitValue(value, EmitFailureHandler.FAIL_FAST));
    }

    void fail(Throwable error) {
        end(() -> answer.emitError(error, EmitFailureHandler.FAIL_FAST));
    }

    void leave() {
        end(() -> {});
    }

    Mono<A> answered() {
        return answer.asMono();
    }

    Mono<Void> ended() {
        return end.asMono();
    }

    private void end(Runnable signal) {
        if (!ended.getAndSet(true)) {
            signal.run();
            end.emitEmpty(EmitFailureHandler.FAIL_FAST);
        }
    }
}
