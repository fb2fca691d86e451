package pms.projection;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Down while the views can't go on: the message names the kind of failure and nothing of the data. */
class ProjectionHealthIndicator implements ReactiveHealthIndicator {

    private final ProjectionLoop loop;

    ProjectionHealthIndicator(ProjectionLoop loop) {
        this.loop = loop;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(this::now);
    }

    private Health now() {
        Throwable failure = loop.failure();
        return failure == null
                ? Health.up().build()
                : Health.down()
                        .withDetail("failure", failure.getClass().getSimpleName())
                        .build();
    }
}
