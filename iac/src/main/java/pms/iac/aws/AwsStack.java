package pms.iac.aws;

import org.jspecify.annotations.Nullable;
import pms.iac.data.Database;
import pms.iac.data.Keys;
import pms.iac.data.Secrets;
import pms.iac.edge.Door;
import pms.iac.edge.Firewall;
import pms.iac.network.Endpoints;
import pms.iac.network.FlowLogs;
import pms.iac.network.Network;
import pms.iac.observability.Alarms;
import pms.iac.observability.Lag;
import pms.iac.observability.Scaling;
import pms.iac.observability.Watch;
import pms.iac.services.Discovery;
import pms.iac.services.Images;
import pms.iac.services.Services;
import pms.iac.services.Surroundings;
import pms.iac.services.Told;
import pms.iac.streaming.BrokersLookUp;
import pms.iac.streaming.EventStream;
import pms.iac.streaming.KafkaRights;
import pms.iac.system.Service;
import pms.iac.system.Size;
import pms.iac.template.ReadableIds;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecs.CloudMapNamespaceOptions;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.servicediscovery.NamespaceType;
import software.constructs.Construct;

/** The whole system on AWS: three zones, nothing inside reaches the internet, everything stored is encrypted. */
public final class AwsStack extends Stack {

    public static final String NAME = "pms";

    private final AwsSettings settings;
    private final Parameters parameters;
    private final Network network;
    private final Keys keys;
    private final Secrets secrets;
    private final Database store;
    private final Database views;
    private final EventStream stream;
    private final Cluster cluster;
    private final Services services;
    private final Door door;

    public AwsStack(Construct scope, AwsSettings settings) {
        super(
                scope,
                NAME,
                StackProps.builder()
                        .env(Environment.builder().region(settings.region()).build())
                        .synthesizer(new BootstraplessSynthesizer())
                        .analyticsReporting(false)
                        .description("PMS, a patient management system")
                        .build());
        this.settings = settings;
        parameters = new Parameters(this);
        network = new Network(this, settings.network());
        keys = new Keys(this);
        secrets = new Secrets(this, keys.stored());
        store = new Database(this, "Store", settings.store(), network, keys.stored(), "events, accounts, users, audit");
        views = new Database(this, "Views", settings.views(), network, keys.stored(), "views of patients");
        stream = new EventStream(this, settings.kafka(), network, keys.stored(), keys.logs());
        cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName("pms")
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENHANCED)
                .defaultCloudMapNamespace(CloudMapNamespaceOptions.builder()
                        .name("pms")
                        .type(NamespaceType.HTTP)
                        .useForServiceConnect(true)
                        .build())
                .build();
        services = services();
        door = new Door(this, network, Service.EDGE_GATEWAY.http().number(), parameters.certificateArn());
        connect();
        observe();
        tell();
        ReadableIds.give(this);
    }

    private Services services() {
        BrokersLookUp lookUp = new BrokersLookUp(this, stream, settings.kafka(), keys.logs());
        Surroundings around = new Surroundings(
                this::database,
                secrets,
                new Discovery.ServiceConnect(),
                lookUp.brokers(),
                true,
                true,
                parameters.operatorSha256());
        Services made = new Services(
                this,
                network,
                cluster,
                new Services.Plan(
                        settings::size,
                        around,
                        Images.inRegistry(this, parameters.imageTag(), parameters.postgresTag()),
                        keys.logs(),
                        parameters.wrappedKeks(),
                        null,
                        this::tellMore));
        made.runOnlyIf(parameters.ready());
        return made;
    }

    private Database database(Service service) {
        return service == Service.QUERY_SIDE ? views : store;
    }

    private void tellMore(Service service, Told told) {
        if (service == Service.COMMAND_SIDE) {
            told.variable("PMS_KEK_KMS_FILE", Services.WRAPPED_KEKS_FILE);
        }
        if (service == Service.EDGE_GATEWAY) {
            told.variable("PMS_CORS_ORIGINS", "https://" + parameters.domain())
                    .variable("PMS_ADMIN_EMAIL", parameters.administratorEmail())
                    .secret("PMS_ADMIN_PASSWORD", secrets.adminPassword());
        }
    }

    private void connect() {
        Endpoints endpoints = new Endpoints(this, network, settings.network());
        KafkaRights rights = new KafkaRights(stream.arn());
        for (Service service : Service.values()) {
            Database database = database(service);
            Network.let(
                    services.group(service),
                    database.group(),
                    Database.PORT,
                    service.containerName() + " to its database");
            if (service.usesKafka()) {
                Network.let(
                        services.group(service), stream.group(), stream.port(), service.containerName() + " to Kafka");
                rights.give(service, services.task(service).definition().getTaskRole());
            }
            endpoints.open(services.group(service));
        }
        keys.letUnwrap(services.task(Service.COMMAND_SIDE).definition().getTaskRole());
        door.leadTo(
                services.running(Service.EDGE_GATEWAY),
                Service.EDGE_GATEWAY.containerName(),
                services.group(Service.EDGE_GATEWAY),
                Service.EDGE_GATEWAY.http().number());
    }

    private void observe() {
        new FlowLogs(this, network, keys.logs());
        new Firewall(this, door, keys.logs());
        Watch watch = new Watch(new Alarms(this, keys.logs()));
        watch.door(door);
        watch.services(services, cluster, settings::size);
        watch.database("Store", store, settings.store());
        watch.database("Views", views, settings.views());
        watch.kafka(stream.name());
        for (int broker = 1; broker <= settings.kafka().brokers(); broker++) {
            watch.broker(stream.name(), broker);
        }
        for (Service service : Service.values()) {
            Lag lag = lag(service);
            if (lag != null) {
                watch.lag(service, lag);
            }
            Size size = settings.size(service);
            if (size.scales()) {
                Scaling.of(services.running(service), size, lag, parameters.ready());
            }
        }
    }

    private @Nullable Lag lag(Service service) {
        return service == Service.QUERY_SIDE || service == Service.ANALYTICS_PROJECTOR
                ? new Lag(this, service, services)
                : null;
    }

    private void tell() {
        output(
                "DoorName",
                door.balancer().getLoadBalancerDnsName(),
                "Where the domain name must lead (CNAME or alias)");
        output("PersonsKey", keys.persons().getKeyArn(), "The key that wraps the key-encryption keys of persons");
        output("AdministratorPassword", secrets.adminPassword().getSecretArn(), "The secret with the first password");
        output("AuditKey", secrets.auditKey().getSecretArn(), "The key of the audit log: keep a copy elsewhere");
        output("Kafka", stream.arn(), "The cluster of Kafka");
    }

    private void output(String name, String value, String means) {
        CfnOutput.Builder.create(this, name).value(value).description(means).build();
    }
}
