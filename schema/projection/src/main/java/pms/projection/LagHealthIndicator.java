package pms.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Down while a projection is too far behind, or nobody can tell. For readiness alone: a restart makes nothing faster. */
class LagHealthIndicator implements ReactiveHealthIndicator {

    private final List<LagWatch> watches;

    LagHealthIndicator(List<LagWatch> watches) {
        this.watches = watches;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(this::now);
    }

    private Health now() {
        Health.Builder health = Health.up();
        for (LagWatch watch : watches) {
            @Nullable String complaint = watch.complaint();
            health.withDetail(watch.projection(), watch.records());
            if (complaint != null) {
                health.down().withDetail(watch.projection() + ".complaint", complaint);
            }
        }
        return health.build();
    }
}
