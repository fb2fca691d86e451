package pms.command.relay;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import pms.command.eventstore.EventStore;
import pms.command.leading.Lease;
import reactor.core.publisher.Mono;

/**
 * {@code POST /internal/republications?from=POSITION}: for the operator. Sends the events from the position on to Kafka once
 * more, and makes topics that are gone anew; asked of any instance. Readers leave out what they have.
 */
@RestController
final class RepublicationEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(RepublicationEndpoint.class);
    /** By then whoever relays has found its turn ended, and closed its producer. */
    private static final Duration PAUSE = Lease.longestVacancy().plus(Senders.CLOSE_TIMEOUT);

    private final RelayProgress progress;
    private final EventStore events;

    RepublicationEndpoint(RelayProgress progress, EventStore events) {
        this.progress = progress;
        this.events = events;
    }

    @PostMapping("/internal/republications")
    Mono<Republication> republish(@RequestParam(defaultValue = "1") long from) {
        if (from < 1) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        return progress.startAfter(Relay.NAME, from - 1, PAUSE)
                .doOnNext(
                        after -> LOG.warn("the operator lets the events behind position {} be published again", after))
                .flatMap(after -> events.head().map(head -> new Republication(after + 1, head)));
    }

    /**
     * The answer.
     *
     * @param from the first position that is sent again; lower than asked when the relay had not come so far
     * @param head position of the last event
     */
    record Republication(long from, long head) {}
}
