package pms.analytics.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Down while entries can't be appended: the message names the kind of failure and nothing of the data. */
@Component
class AuditHealthIndicator implements ReactiveHealthIndicator {

    private final AuditRun run;

    AuditHealthIndicator(AuditRun run) {
        this.run = run;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(this::now);
    }

    private Health now() {
        Throwable failure = run.failure();
        return failure == null
                ? Health.up().build()
                : Health.down()
                        .withDetail("failure", failure.getClass().getSimpleName())
                        .build();
    }
}
