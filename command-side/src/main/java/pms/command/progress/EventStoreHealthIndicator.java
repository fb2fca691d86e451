package pms.command.progress;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import pms.command.eventstore.EventStore;
import reactor.core.publisher.Mono;

/** Up while the event store answers. */
@Component
final class EventStoreHealthIndicator implements ReactiveHealthIndicator {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final EventStore events;

    EventStoreHealthIndicator(EventStore events) {
        this.events = events;
    }

    @Override
    public Mono<Health> health() {
        return events.head()
                .timeout(TIMEOUT)
                .map(head -> Health.up().withDetail("head", head).build())
                .onErrorResume(error -> Mono.just(Health.down()
                        .withDetail("failure", error.getClass().getSimpleName())
                        .build()));
    }
}
