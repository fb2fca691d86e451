package pms.iac.streaming;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.iac.network.Network;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.constructs.Construct;

/** Kafka on MSK. Topics are made by command-side when it starts. */
public final class EventStream extends Construct {

    /** The events are kept for ever, and an acknowledged one is on two brokers at least. */
    private static final String SERVER_PROPERTIES = """
            auto.create.topics.enable=false
            default.replication.factor=3
            min.insync.replicas=2
            unclean.leader.election.enable=false
            log.retention.ms=-1
            """;

    private static final String NAME = "pms";

    private final SecurityGroup group;
    private final CfnCluster cluster;
    private final int port;

    /** A cluster whose disks and logs are encrypted with these keys; null when it is not guarded. */
    public EventStream(
            Construct scope, KafkaSettings settings, Network network, @Nullable IKey stored, @Nullable IKey logs) {
        super(scope, "EventStream");
        port = settings.port();
        group = network.group(this, "Group", "Kafka");
        CfnCluster.Builder builder = CfnCluster.Builder.create(this, "Cluster")
                .clusterName(NAME)
                .kafkaVersion(settings.version())
                .numberOfBrokerNodes(settings.brokers())
                .brokerNodeGroupInfo(CfnCluster.BrokerNodeGroupInfoProperty.builder()
                        .instanceType(settings.instanceType())
                        .clientSubnets(network.insideSubnetIds())
                        .securityGroups(List.of(group.getSecurityGroupId()))
                        .storageInfo(CfnCluster.StorageInfoProperty.builder()
                                .ebsStorageInfo(CfnCluster.EBSStorageInfoProperty.builder()
                                        .volumeSize(settings.storageGiB())
                                        .build())
                                .build())
                        .build());
        if (stored != null && logs != null) {
            guard(builder, stored, logs);
        }
        cluster = builder.build();
        cluster.applyRemovalPolicy(settings.guarded() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    }

    public SecurityGroup group() {
        return group;
    }

    /** Where clients reach the brokers. */
    public int port() {
        return port;
    }

    public String arn() {
        return cluster.getAttrArn();
    }

    public String name() {
        return NAME;
    }

    /** There is a cluster only if this holds. */
    public void onlyIf(CfnCondition condition) {
        cluster.getCfnOptions().setCondition(condition);
    }

    private void guard(CfnCluster.Builder builder, IKey stored, IKey logs) {
        CfnConfiguration configuration = CfnConfiguration.Builder.create(this, "Configuration")
                .name("pms")
                .serverProperties(SERVER_PROPERTIES)
                .build();
        LogGroup brokerLogs = LogGroup.Builder.create(this, "Logs")
                .encryptionKey(logs)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        builder.configurationInfo(CfnCluster.ConfigurationInfoProperty.builder()
                        .arn(configuration.getAttrArn())
                        .revision(1)
                        .build())
                .clientAuthentication(CfnCluster.ClientAuthenticationProperty.builder()
                        .sasl(CfnCluster.SaslProperty.builder()
                                .iam(CfnCluster.IamProperty.builder()
                                        .enabled(true)
                                        .build())
                                .build())
                        .unauthenticated(CfnCluster.UnauthenticatedProperty.builder()
                                .enabled(false)
                                .build())
                        .build())
                .encryptionInfo(CfnCluster.EncryptionInfoProperty.builder()
                        .encryptionAtRest(CfnCluster.EncryptionAtRestProperty.builder()
                                .dataVolumeKmsKeyId(stored.getKeyArn())
                                .build())
                        .encryptionInTransit(CfnCluster.EncryptionInTransitProperty.builder()
                                .clientBroker("TLS")
                                .inCluster(true)
                                .build())
                        .build())
                .enhancedMonitoring("PER_TOPIC_PER_BROKER")
                .loggingInfo(CfnCluster.LoggingInfoProperty.builder()
                        .brokerLogs(CfnCluster.BrokerLogsProperty.builder()
                                .cloudWatchLogs(CfnCluster.CloudWatchLogsProperty.builder()
                                        .enabled(true)
                                        .logGroup(brokerLogs.getLogGroupName())
                                        .build())
                                .build())
                        .build());
    }
}
