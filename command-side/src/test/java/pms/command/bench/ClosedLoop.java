package pms.command.bench;

import java.time.Duration;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** So many callers, each of which sends its next operation as soon as its last one was answered. */
final class ClosedLoop {

    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ClosedLoop() {}

    /** @throws RuntimeException the first error of an operation */
    static Round run(Supplier<? extends Mono<?>> operation, int callers, Duration length) {
        ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        Flux.range(0, callers)
                .flatMap(
                        caller -> Mono.defer(() -> timed(operation, nanos))
                                .repeat(() -> System.nanoTime() < end)
                                .then()
                                .subscribeOn(Schedulers.parallel()),
                        callers)
                .then()
                .block(length.plus(PATIENCE));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(
                nanos.getTotalCount() / seconds,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6);
    }

    private static Mono<?> timed(Supplier<? extends Mono<?>> operation, ConcurrentHistogram nanos) {
        long before = System.nanoTime();
        return operation.get().doOnSuccess(done -> nanos.recordValue(System.nanoTime() - before));
    }
}
