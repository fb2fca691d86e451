package pms.command.eventstore;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An append that was started, and what became of it. */
final class Attempt {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CompletableFuture<@Nullable Appended> future;

    private Attempt(CompletableFuture<@Nullable Appended> future) {
        this.future = future;
    }

    static Attempt start(Mono<Appended> append) {
        return new Attempt(append.toFuture());
    }

    /** Waits; the first position, or the simple name of the error. */
    String outcome() {
        return future.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .handle((appended, error) -> appended == null
                        ? String.valueOf(error == null ? null : error.getClass().getSimpleName())
                        : String.valueOf(appended.firstPosition()))
                .join();
    }

    Appended appended() {
        return Objects.requireNonNull(future.join());
    }

    boolean isDone() {
        return future.isDone();
    }

    void cancel() {
        future.cancel(true);
    }
}
