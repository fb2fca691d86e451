package pms.command.relay;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;

/**
 * A producer, and the thread that records are handed to it on, which may wait for the broker's metadata. They end in one
 * order: no more records come, then the producer goes silent, then the thread goes. An acknowledgement that comes while
 * the producer closes asks for more records, and finds the thread still there.
 */
record RelaySession(KafkaSender<String, byte[]> sender, Scheduler thread, Sinks.Empty<Void> over) {

    static RelaySession of(KafkaSender<String, byte[]> sender, int maxInFlight) {
        return new RelaySession(
                sender, Schedulers.newBoundedElastic(1, maxInFlight, "relay-send", 60, true), Sinks.empty());
    }

    /** The records, until the session is over, on its thread. */
    <T> Flux<T> onItsThread(Flux<T> records) {
        return records.takeUntilOther(over.asMono()).publishOn(thread);
    }

    /** @param closed closes the sender */
    Mono<Void> close(Mono<Void> closed) {
        return Mono.<Void>fromRunnable(() -> over.emitEmpty((type, result) -> false))
                .then(closed)
                .doFinally(end -> thread.dispose());
    }
}
