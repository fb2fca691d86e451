package pms.gateway.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Turns a question that either completes or fails into health: asked once for all who want to know at a time. */
final class Probe implements ReactiveHealthIndicator {

    private final Mono<Health> health;

    Probe(Mono<Void> question, HealthSettings settings) {
        this.health = question.timeout(settings.timeout())
                .thenReturn(Health.up().build())
                .onErrorResume(failure -> Mono.just(down(failure)))
                .cache(settings.cached());
    }

    @Override
    public Mono<Health> health() {
        return health;
    }

    private static Health down(Throwable failure) {
        return Health.down()
                .withDetail("reason", failure.getClass().getSimpleName())
                .build();
    }
}
