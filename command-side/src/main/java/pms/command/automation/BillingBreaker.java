package pms.command.automation;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/**
 * Keeps calls back from a billing that does not answer: open after {@value #FAILURES} failures of ten calls, for a time
 * that doubles up to a bound, with jitter; then one call tries, and its end decides. A slow call is one that failed by
 * its deadline, so slowness has no count of its own. Thread-safe.
 */
final class BillingBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(BillingBreaker.class);
    private static final int WINDOW = 10;
    private static final int FAILURES = 5;
    private static final Duration FIRST_OPEN = Duration.ofMillis(250);
    /** A stream may last for as long as answers come. */
    private static final Duration NEVER_SLOW = Duration.ofDays(1);

    private final CircuitBreaker breaker;

    /**
     * A closed one.
     *
     * @param maxOpen the longest time between two tries
     * @param isFailure whether an error tells that billing is not well; any other is an answer
     */
    BillingBreaker(Duration maxOpen, Predicate<Throwable> isFailure) {
        Duration first = maxOpen.compareTo(FIRST_OPEN) < 0 ? maxOpen : FIRST_OPEN;
        breaker = CircuitBreaker.of(
                "billing",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100f * FAILURES / WINDOW)
                        .slowCallDurationThreshold(NEVER_SLOW)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialRandomBackoff(first, 2, 0.5, maxOpen))
                        .recordException(isFailure)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.info(
                        "breaker of billing: {}", event.getStateTransition().getToState()));
    }

    /**
     * Makes a call if it may be made, and fails with {@link CallNotPermittedException} otherwise.
     *
     * @param call is given whether it is the one that tries, which should be small
     */
    <T> Flux<T> guard(Function<Boolean, Flux<T>> call) {
        return Flux.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Flux.error(CallNotPermittedException.createCallNotPermittedException(breaker));
            }
            long start = System.nanoTime();
            return call.apply(breaker.getState() == State.HALF_OPEN)
                    .doOnComplete(() -> breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                    .doOnError(error -> breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, error))
                    .doFinally(end -> release(end, breaker));
        });
    }

    /** Once, and only for a call that did not end: a cancellation may also come after the end. */
    private static void release(SignalType end, CircuitBreaker breaker) {
        if (end == SignalType.CANCEL) {
            breaker.releasePermission();
        }
    }

    State state() {
        return breaker.getState();
    }

    /** Calls that were kept back since the state changed last. */
    long keptBack() {
        return breaker.getMetrics().getNumberOfNotPermittedCalls();
    }
}
