package pms.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/**
 * How far the projections are: {@code pms.projection.position} of the views, and {@code pms.projection.lag} in records and
 * {@code pms.projection.waiting} in seconds of each.
 */
final class ProjectionMetrics implements MeterBinder {

    private final String name;
    private final Watermark watermark;
    private final List<LagWatch> watches;

    ProjectionMetrics(String name, Watermark watermark, List<LagWatch> watches) {
        this.name = name;
        this.watermark = watermark;
        this.watches = watches;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pms.projection.position", watermark, Watermark::position)
                .description("The position up to which the views hold every event")
                .tag("projection", name)
                .register(registry);
        for (LagWatch watch : watches) {
            Gauge.builder("pms.projection.lag", watch, LagWatch::records)
                    .description("Records that were not applied when it was looked at last")
                    .tag("projection", watch.projection())
                    .register(registry);
            Gauge.builder(
                            "pms.projection.waiting",
                            watch,
                            seen -> seen.waiting().toMillis() / 1000.0)
                    .description("For how long it has not been where the topic ended then")
                    .baseUnit("seconds")
                    .tag("projection", watch.projection())
                    .register(registry);
        }
    }
}
