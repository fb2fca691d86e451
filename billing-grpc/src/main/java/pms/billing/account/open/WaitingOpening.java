package pms.billing.account.open;

import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One opening between its caller, who waits for the answer and may leave, and the batch that stores it. */
final class WaitingOpening {
    private final OpenAccount command;
    private final Sinks.One<Opening> answer = Sinks.one();
    private final AtomicBoolean abandoned = new AtomicBoolean();

    WaitingOpening(OpenAccount command) {
        this.command = command;
    }

    OpenAccount command() {
        return command;
    }

    boolean isWanted() {
        return !abandoned.get();
    }

    /** The answer. Cancelling before the batch starts takes the opening out; after that it is stored anyway. */
    Mono<Opening> answer() {
        return answer.asMono().doOnCancel(() -> abandoned.set(true));
    }

    void succeed(Opening opening) {
        answer.emitValue(opening, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void fail(Throwable error) {
        answer.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
    }
}
