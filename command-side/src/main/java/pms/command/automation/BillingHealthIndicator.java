package pms.command.automation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells how the breaker in front of billing stands. Always up: commands need no billing, and accounts wait for it. */
@Component
final class BillingHealthIndicator implements ReactiveHealthIndicator {

    private final BillingBreaker breaker;

    BillingHealthIndicator(BillingClient billing) {
        this.breaker = billing.breaker();
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> Health.up()
                .withDetail("breaker", breaker.state().name())
                .withDetail("keptBack", breaker.keptBack())
                .build());
    }
}
