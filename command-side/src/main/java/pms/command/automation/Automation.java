package pms.command.automation;

import java.util.function.Function;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.leading.Tenure;
import pms.command.progress.Checkpoints;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the log from where it got to last and reacts to each event of one type. A reaction may come again after a
 * restart, so it MUST do no harm then.
 *
 * @param name that its progress is stored under
 * @param type of the events
 * @param maxInFlight reactions that are under way at a time
 * @param reaction goes on until it is done; an error starts the automation again
 */
record Automation(
        String name,
        EventStore events,
        Checkpoints checkpoints,
        String type,
        int maxInFlight,
        Function<StoredEvent, Mono<Void>> reaction) {

    /** Runs until cancelled or failed; emits the positions that it has saved as done. */
    Flux<Long> run(Tenure tenure) {
        return checkpoints.saveAsTheyCome(tenure, finished(tenure.position())).checkpoint(name);
    }

    /** In order, so that all below an emitted position is finished. */
    private Flux<Long> finished(long after) {
        return events.tail(after).flatMapSequential(event -> react(event).thenReturn(event.position()), maxInFlight, 1);
    }

    private Mono<Void> react(StoredEvent event) {
        return event.type().equals(type) ? reaction.apply(event) : Mono.empty();
    }
}
