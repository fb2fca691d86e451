package pms.iac.localstack;

import pms.iac.data.Database;
import pms.iac.data.DatabaseSettings;
import pms.iac.data.Secrets;
import pms.iac.edge.Door;
import pms.iac.network.Network;
import pms.iac.network.NetworkSettings;
import pms.iac.services.Discovery;
import pms.iac.services.Images;
import pms.iac.services.Services;
import pms.iac.services.Surroundings;
import pms.iac.services.Told;
import pms.iac.streaming.EventStream;
import pms.iac.streaming.KafkaSettings;
import pms.iac.system.Service;
import pms.iac.system.Size;
import pms.iac.template.ReadableIds;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The same system on LocalStack: one of each, no TLS, no keys of KMS, no alarms, and no custom resource. What LocalStack
 * does not need is left out, so that the template can be sent as it is (51,200 bytes at most).
 */
public final class LocalStackStack extends Stack {

    public static final String NAME = "pms-localstack";

    private static final NetworkSettings NETWORK = new NetworkSettings("10.40.0.0/16", 2, "");
    private static final DatabaseSettings DATABASE = new DatabaseSettings("18.3", "t4g.medium", 20, 40, 0, false);

    private static final Size ONE = Size.fixed(512, 1024, 1);

    private final Parameters parameters;
    private final Network network;
    private final Secrets secrets;
    private final Secret kek;
    private final Database database;
    private final Services services;

    public LocalStackStack(Construct scope) {
        super(
                scope,
                NAME,
                StackProps.builder()
                        .synthesizer(new BootstraplessSynthesizer())
                        .analyticsReporting(false)
                        .suppressTemplateIndentation(true)
                        .description("PMS on LocalStack")
                        .build());
        parameters = new Parameters(this);
        network = new Network(this, NETWORK);
        secrets = new Secrets(this, null);
        kek = secrets.key("Kek", "Wraps the keys of persons");
        database = new Database(this, "Database", DATABASE, network, null, "all databases");
        kafka();
        services = services();
        connect();
        ReadableIds.give(this);
    }

    /** Left out where an outside Kafka is given, since MSK takes a plan of its own. */
    private void kafka() {
        KafkaSettings settings = new KafkaSettings(parameters.kafkaVersion(), "kafka.t3.small", 2, 10, false);
        EventStream stream = new EventStream(this, settings, network, null, null);
        CfnCondition wanted = CfnCondition.Builder.create(this, "WithMsk")
                .expression(Fn.conditionEquals(parameters.msk(), "true"))
                .build();
        stream.onlyIf(wanted);
        CfnOutput.Builder.create(this, "Kafka")
                .value(stream.arn())
                .condition(wanted)
                .build();
    }

    private Services services() {
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName("pms")
                .vpc(network.vpc())
                .build();
        Surroundings around = new Surroundings(
                service -> database,
                secrets,
                new Discovery.OneHost(parameters.host()),
                parameters.kafka(),
                false,
                false,
                parameters.operatorSha256());
        Services made = new Services(
                this,
                network,
                cluster,
                new Services.Plan(
                        service -> ONE,
                        around,
                        Images.named(parameters.imagePrefix(), parameters.imageTag(), parameters.postgresImage()),
                        null,
                        null,
                        Role.Builder.create(this, "Tasks")
                                .assumedBy(ServicePrincipal.Builder.create("ecs-tasks.amazonaws.com")
                                        .build())
                                .build(),
                        this::tellMore));
        made.runOnlyIf(parameters.ready());
        return made;
    }

    private void tellMore(Service service, Told told) {
        if (service == Service.COMMAND_SIDE) {
            told.secret("PMS_KEK", kek);
        }
        if (service == Service.EDGE_GATEWAY) {
            told.variable("PMS_DEMO", "true");
        }
    }

    private void connect() {
        for (Service service : Service.values()) {
            Network.let(services.group(service), database.group(), Database.PORT, service.containerName());
        }
        Door door = new Door(this, network, Service.EDGE_GATEWAY.http().number(), null);
        door.leadTo(
                services.running(Service.EDGE_GATEWAY),
                Service.EDGE_GATEWAY.containerName(),
                services.group(Service.EDGE_GATEWAY),
                Service.EDGE_GATEWAY.http().number());
        CfnOutput.Builder.create(this, "DoorName")
                .value(door.balancer().getLoadBalancerDnsName())
                .build();
    }
}
