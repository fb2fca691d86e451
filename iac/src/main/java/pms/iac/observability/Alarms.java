package pms.iac.observability;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Where operators hear of what is not as it should be, and the alarms that say it. */
public final class Alarms extends Construct {

    private static final Duration MINUTE = Duration.minutes(1);

    private final Topic topic;

    public Alarms(Construct scope, IKey key) {
        super(scope, "Alarms");
        topic = Topic.Builder.create(this, "Topic")
                .displayName("PMS")
                .masterKey(key)
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(ofCloudWatch());
    }

    public Topic topic() {
        return topic;
    }

    /**
     * When it is more than that for some minutes on end. For what is said each minute: while nobody says it, an alarm stays
     * as it was, since silence is no sign that all is well.
     */
    public void above(String id, String means, IMetric metric, double threshold, int minutes) {
        alarm(
                id,
                means,
                metric,
                threshold,
                minutes,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                TreatMissingData.IGNORE);
    }

    /**
     * When it is counted more often than that for some minutes on end. For what is only said when there is something to
     * count: nothing said is nothing counted, and ends the alarm.
     */
    public void counted(String id, String means, IMetric metric, double threshold, int minutes) {
        alarm(
                id,
                means,
                metric,
                threshold,
                minutes,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                TreatMissingData.NOT_BREACHING);
    }

    /** When it is less than that for some minutes on end; nothing at all is less. */
    public void below(String id, String means, IMetric metric, double threshold, int minutes) {
        alarm(
                id,
                means,
                metric,
                threshold,
                minutes,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                TreatMissingData.BREACHING);
    }

    /** A metric of AWS, each minute. */
    static Metric metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(new TreeMap<>(dimensions)) // in the same order each time
                .period(MINUTE)
                .build();
    }

    /**
     * The policy that enforces TLS takes the place of the one that topics have at first, and with it goes the right of the
     * account's alarms.
     */
    private PolicyStatement ofCloudWatch() {
        return PolicyStatement.Builder.create()
                .sid("AllowAlarms")
                .principals(List.of(ServicePrincipal.Builder.create("cloudwatch.amazonaws.com")
                        .build()))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build();
    }

    private void alarm(
            String id,
            String means,
            IMetric metric,
            double threshold,
            int minutes,
            ComparisonOperator comparison,
            TreatMissingData missing) {
        Alarm.Builder.create(this, id)
                .alarmDescription(means)
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(minutes)
                .datapointsToAlarm(minutes)
                .comparisonOperator(comparison)
                .treatMissingData(missing)
                .build()
                .addAlarmAction(new SnsAction(topic));
    }
}
