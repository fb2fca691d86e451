package pms.command.axon;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** The way from Reactor to Axon. Cancelling such a future does not reach the publisher: it must bound itself. */
final class Futures {

    private Futures() {}

    /** Subscribes, and gives the one value; fails with {@code NoSuchElementException} when there is none. */
    static <T> CompletableFuture<T> one(Mono<T> value) {
        return value.single().toFuture().thenApply(Objects::requireNonNull);
    }
}
