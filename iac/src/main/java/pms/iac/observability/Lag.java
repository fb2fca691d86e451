package pms.iac.observability;

import java.util.Map;
import pms.iac.services.Services;
import pms.iac.system.Service;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * How many events a projecting service is behind, as it says in its log: a JSON line with {@code projection} and
 * {@code lag} (events), each minute while events wait for longer than one, and once when it is over. Kafka's own figure
 * would not do: offsets are kept with the views. While nothing is said, it counts as none.
 */
public final class Lag extends Construct {

    /** From there on an instance more is worth it: some seconds of work. */
    static final int SCALING_EVENTS = 20_000;

    static final int ALARMING_EVENTS = 100_000;

    private static final String NAMESPACE = "PMS";

    private final Metric metric;

    public Lag(Construct scope, Service service, Services services) {
        super(scope, service.id() + "Lag");
        String name = service.id() + "Lag";
        MetricFilter.Builder.create(this, "Filter")
                .logGroup(services.task(service).logs())
                .filterPattern(FilterPattern.all(
                        FilterPattern.exists("$.projection"), FilterPattern.numberValue("$.lag", ">=", 0)))
                .metricNamespace(NAMESPACE)
                .metricName(name)
                .metricValue("$.lag")
                .defaultValue(0) // of other lines, so that a service that says nothing of its lag may still scale in
                .build();
        metric = Alarms.metric(NAMESPACE, name, "Maximum", Map.of());
    }

    public Metric metric() {
        return metric;
    }
}
