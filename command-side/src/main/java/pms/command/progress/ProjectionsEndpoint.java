package pms.command.progress;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import pms.command.eventstore.EventStore;
import pms.command.progress.Checkpoints.Checkpoint;
import reactor.core.publisher.Mono;

/** {@code /actuator/projections}: the head of the log and how far its followers here have come. */
@Component
@Endpoint(id = "projections")
final class ProjectionsEndpoint {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final List<String> FOLLOWERS = List.of("relay", "account-opening", "account-closing");

    private final EventStore events;
    private final Checkpoints checkpoints;

    ProjectionsEndpoint(EventStore events, Checkpoints checkpoints) {
        this.events = events;
        this.checkpoints = checkpoints;
    }

    @ReadOperation
    Mono<Projections> projections() {
        // The followers first: none is ever seen ahead of the head.
        return checkpoints
                .all()
                .collectList()
                .flatMap(saved -> events.head().map(head -> new Projections(head, ofEach(saved))))
                .timeout(TIMEOUT);
    }

    private static List<Checkpoint> ofEach(List<Checkpoint> saved) {
        return FOLLOWERS.stream()
                .map(name -> saved.stream()
                        .filter(checkpoint -> checkpoint.name().equals(name))
                        .findFirst()
                        .orElse(new Checkpoint(name, 0)))
                .toList();
    }

    /**
     * The answer.
     *
     * @param head position of the last event
     */
    record Projections(long head, List<Checkpoint> projections) {}
}
