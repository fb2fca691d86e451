package pms.command.automation;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.leading.Tenure;
import pms.command.progress.Checkpoints;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Follows the log from where it got to last and reacts to events of one type, in batches of what has come while the
 * batch before was under way, or within a tenth of a second. A reaction may come again after a restart, so it MUST do no
 * harm then.
 *
 * @param name that its progress is stored under
 * @param type of the events
 * @param maxInFlight events of a batch at most; one batch is under way at a time
 * @param reaction to all of a batch that are of the type, at least one; goes on until it is done; an error starts the
 *     automation again
 */
record Automation(
        String name,
        EventStore events,
        Checkpoints checkpoints,
        String type,
        int maxInFlight,
        Function<List<StoredEvent>, Mono<Void>> reaction) {

    /** How long the first event of a batch waits for others: an account is nothing that somebody waits for. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    /** Runs until cancelled or failed; emits the positions that it has saved as done. */
    Flux<Long> run(Tenure tenure) {
        return checkpoints.saveAsTheyCome(tenure, finished(tenure.position())).checkpoint(name);
    }

    private Flux<Long> finished(long after) {
        return events.tail(after)
                .bufferTimeout(maxInFlight, GATHERING, Schedulers.parallel(), true)
                .concatMap(batch -> react(batch).thenReturn(batch.getLast().position()), 1);
    }

    private Mono<Void> react(List<StoredEvent> batch) {
        List<StoredEvent> ours =
                batch.stream().filter(event -> event.type().equals(type)).toList();
        return ours.isEmpty() ? Mono.empty() : reaction.apply(ours);
    }
}
