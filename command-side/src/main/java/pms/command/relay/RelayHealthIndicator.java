package pms.command.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import pms.command.eventstore.EventStore;
import pms.command.progress.Checkpoints;
import reactor.core.publisher.Mono;

/**
 * Down while events wait for too long to be published, by whichever instance relays. For readiness alone: commands are
 * stored all the same, and a restart makes no broker better.
 */
@Component
final class RelayHealthIndicator implements ReactiveHealthIndicator {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final EventStore events;
    private final Checkpoints checkpoints;
    private final RelayProperties properties;
    private final AtomicReference<Waiting> waiting = new AtomicReference<>(new Waiting(0, Duration.ZERO));

    RelayHealthIndicator(EventStore events, Checkpoints checkpoints, RelayProperties properties) {
        this.events = events;
        this.checkpoints = checkpoints;
        this.properties = properties;
    }

    /**
     * The head of the log as it was seen at a moment, which the relay has to reach.
     *
     * @param since a time since any fixed moment
     */
    record Waiting(long head, Duration since) {

        Waiting look(long relayed, long head, Duration now) {
            return relayed >= this.head ? new Waiting(head, now) : this;
        }

        boolean isFor(Duration longerThan, Duration now) {
            return now.minus(since).compareTo(longerThan) > 0;
        }
    }

    @Override
    public Mono<Health> health() {
        return checkpoints
                .load(Relay.NAME)
                .flatMap(relayed ->
                        events.head().map(head -> health(relayed, head, Duration.ofNanos(System.nanoTime()))))
                .timeout(TIMEOUT)
                .onErrorResume(error -> Mono.just(Health.down()
                        .withDetail("failure", error.getClass().getSimpleName())
                        .build()));
    }

    private Health health(long relayed, long head, Duration now) {
        Waiting seen = waiting.updateAndGet(before -> before.look(relayed, head, now));
        Health.Builder health = seen.isFor(properties.maxLag(), now) ? Health.down() : Health.up();
        return health.withDetail("lag", Math.max(0, head - relayed)).build();
    }
}
