package pms.iac.observability;

import org.jspecify.annotations.Nullable;
import pms.iac.system.Size;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.ecs.TrackCustomMetricProps;

/** More tasks when a service is busy, or its views are behind. */
public final class Scaling {

    private static final int BUSY_PERCENT = 60;

    private Scaling() {}

    /**
     * Lets a service scale.
     *
     * @param lag null for what projects nothing
     * @param only scaling begins when this holds
     */
    public static void of(FargateService service, Size size, @Nullable Lag lag, CfnCondition only) {
        ScalableTaskCount count = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(size.instances())
                .maxCapacity(size.most())
                .build());
        count.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(BUSY_PERCENT)
                        .scaleOutCooldown(Duration.minutes(1))
                        .scaleInCooldown(Duration.minutes(10))
                        .build());
        if (lag != null) {
            count.scaleToTrackCustomMetric(
                    "Lag",
                    TrackCustomMetricProps.builder()
                            .metric(lag.metric())
                            .targetValue(Lag.SCALING_EVENTS)
                            .scaleOutCooldown(Duration.minutes(3))
                            .scaleInCooldown(Duration.minutes(10))
                            .build());
        }
        holdBack(count, size, only);
    }

    private static void holdBack(ScalableTaskCount count, Size size, CfnCondition only) {
        count.getNode().findAll().stream()
                .filter(CfnScalableTarget.class::isInstance)
                .map(CfnScalableTarget.class::cast)
                .forEach(target -> target.addPropertyOverride(
                        "MinCapacity", Fn.conditionIf(only.getLogicalId(), size.instances(), 0)));
    }
}
