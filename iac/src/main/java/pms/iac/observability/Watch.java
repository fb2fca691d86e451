package pms.iac.observability;

import java.util.Map;
import java.util.function.Function;
import pms.iac.data.Database;
import pms.iac.data.DatabaseSettings;
import pms.iac.edge.Door;
import pms.iac.services.Services;
import pms.iac.system.Service;
import pms.iac.system.Size;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;

/** What is watched, and from where on it is an alarm. */
public record Watch(Alarms alarms) {

    private static final MetricOptions EACH_MINUTE =
            MetricOptions.builder().period(Duration.minutes(1)).statistic("Sum").build();
    private static final long GIB = 1L << 30;

    public void door(Door door) {
        alarms.counted(
                "GatewayErrors",
                "Requests end with a fault of the system",
                door.gateways().getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, EACH_MINUTE),
                20,
                3);
        alarms.counted(
                "DoorErrors",
                "No gateway answers",
                door.balancer().getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, EACH_MINUTE),
                20,
                3);
        alarms.above(
                "GatewayUnhealthy",
                "A gateway is not ready",
                door.gateways()
                        .getMetrics()
                        .unhealthyHostCount(MetricOptions.builder()
                                .period(Duration.minutes(1))
                                .statistic("Maximum")
                                .build()),
                0,
                5);
    }

    public void services(Services services, Cluster cluster, Function<Service, Size> sizes) {
        for (Service service : Service.values()) {
            Map<String, String> which = Map.of(
                    "ClusterName", cluster.getClusterName(),
                    "ServiceName", services.running(service).getServiceName());
            Size size = sizes.apply(service);
            alarms.below(
                    service.id() + "Tasks",
                    "Tasks of " + service.containerName() + " do not stay up",
                    Alarms.metric("ECS/ContainerInsights", "RunningTaskCount", "Minimum", which),
                    size.instances(),
                    10);
            alarms.above(
                    service.id() + "Memory",
                    service.containerName() + " is short of memory",
                    Alarms.metric("AWS/ECS", "MemoryUtilization", "Maximum", which),
                    90,
                    10);
        }
    }

    public void database(String name, Database database, DatabaseSettings settings) {
        Map<String, String> which =
                Map.of("DBInstanceIdentifier", database.instance().getInstanceIdentifier());
        alarms.above(
                name + "Cpu", name + ": CPU", Alarms.metric("AWS/RDS", "CPUUtilization", "Average", which), 80, 15);
        alarms.below(
                name + "Storage",
                name + ": little storage is left",
                Alarms.metric("AWS/RDS", "FreeStorageSpace", "Minimum", which),
                (double) settings.storageGiB() * GIB / 10,
                5);
        alarms.above(
                name + "Waiting",
                name + ": the disks do not keep up",
                Alarms.metric("AWS/RDS", "DiskQueueDepth", "Average", which),
                64,
                10);
    }

    public void kafka(String cluster) {
        Map<String, String> which = Map.of("Cluster Name", cluster);
        alarms.above(
                "KafkaOffline",
                "Partitions of Kafka are away",
                Alarms.metric("AWS/Kafka", "OfflinePartitionsCount", "Maximum", which),
                0,
                2);
        alarms.below(
                "KafkaController",
                "Kafka has no controller",
                Alarms.metric("AWS/Kafka", "ActiveControllerCount", "Maximum", which),
                1,
                5);
    }

    /** Each broker by itself. */
    public void broker(String cluster, int broker) {
        Map<String, String> which = Map.of("Cluster Name", cluster, "Broker ID", Integer.toString(broker));
        alarms.above(
                "KafkaDisk" + broker,
                "The disk of a broker fills: events are kept for ever, so add storage",
                Alarms.metric("AWS/Kafka", "KafkaDataLogsDiskUsed", "Maximum", which),
                75,
                5);
        alarms.above(
                "KafkaReplicas" + broker,
                "Partitions have too few replicas to write to",
                Alarms.metric("AWS/Kafka", "UnderMinIsrPartitionCount", "Maximum", which),
                0,
                5);
    }

    /** How far a projection is behind. */
    public void lag(Service service, Lag lag) {
        alarms.above(
                service.id() + "Lag",
                service.containerName() + " is behind: views are old",
                lag.metric(),
                Lag.ALARMING_EVENTS,
                10);
    }
}
