package pms.command.automation;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The breaker in front of billing: {@code pms.billing.breaker} is 1 for the state that it is in, by tag. */
@Component
final class BillingMetrics implements MeterBinder {

    static final String NAME = "pms.billing.breaker";
    private static final Set<State> STATES = EnumSet.of(State.CLOSED, State.OPEN, State.HALF_OPEN);

    private final BillingBreaker breaker;

    BillingMetrics(BillingClient billing) {
        this.breaker = billing.breaker();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        STATES.forEach(state -> Gauge.builder(NAME, breaker, now -> now.state() == state ? 1 : 0)
                .description("The breaker in front of billing")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }
}
