package pms.billing.account.open;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code pms.openings.waiting}: accounts that are asked for and not stored yet. */
@Component
final class OpeningMetrics implements MeterBinder {

    private final AccountOpenings openings;

    OpeningMetrics(AccountOpenings openings) {
        this.openings = openings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pms.openings.waiting", openings, AccountOpenings::waiting)
                .description("Accounts that are asked for and not stored yet")
                .register(registry);
    }
}
