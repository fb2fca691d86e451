package pms.iac.services;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pms.iac.network.Network;
import pms.iac.system.Service;
import pms.iac.system.Size;
import pms.iac.system.Way;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** The five services on Fargate, and the ways between them. */
public final class Services extends Construct {

    /** Where command-side finds what KMS has wrapped. */
    public static final String WRAPPED_KEKS_FILE = Preparation.KEYS_FILE;

    private static final String PREPARE = "Prepare";
    private static final String SQL = "Sql";

    private final Map<Service, ServiceTask> tasks = new EnumMap<>(Service.class);
    private final Map<Service, FargateService> running = new EnumMap<>(Service.class);
    private final Map<Service, SecurityGroup> groups = new EnumMap<>(Service.class);

    /**
     * What they are made with.
     *
     * @param wrappedKeks the keys of persons as KMS has wrapped them; null when they are told otherwise
     * @param role that all tasks have and are started by; null: two of its own for each service
     * @param more what a deployment tells a service beside what each is told
     */
    public record Plan(
            Function<Service, Size> sizes,
            Surroundings around,
            Images images,
            @Nullable IKey logsKey,
            @Nullable String wrappedKeks,
            @Nullable IRole role,
            BiConsumer<Service, Told> more) {}

    public Services(Construct scope, Network network, Cluster cluster, Plan plan) {
        super(scope, "Services");
        Environment environment = new Environment(plan.around());
        CfnMapping sql = CfnMapping.Builder.create(this, "Text") // once in the template
                .mapping(Map.of(PREPARE, Map.of(SQL, Preparation.sql())))
                .build();
        for (Service service : Service.values()) {
            Told told = environment.of(service);
            plan.more().accept(service, told);
            ServiceTask task = new ServiceTask(
                    this,
                    service,
                    plan.sizes().apply(service),
                    plan.around(),
                    told,
                    plan.images(),
                    sql.findInMap(PREPARE, SQL),
                    plan.logsKey(),
                    plan.role(),
                    service == Service.COMMAND_SIDE ? plan.wrappedKeks() : null);
            SecurityGroup group = network.group(task, "Group", service.containerName());
            groups.put(service, group);
            tasks.put(service, task);
            running.put(service, service(task, service, network, cluster, group, plan));
        }
        for (Way way : Way.ALL) {
            Network.let(
                    group(way.from()),
                    group(way.to()),
                    way.port().number(),
                    way.from().containerName() + " to " + way.to().containerName());
        }
    }

    public FargateService running(Service service) {
        return of(running, service);
    }

    public ServiceTask task(Service service) {
        return of(tasks, service);
    }

    public SecurityGroup group(Service service) {
        return of(groups, service);
    }

    /** There are tasks only if this holds. */
    public void runOnlyIf(CfnCondition condition) {
        running.values().forEach(service -> {
            if (service.getNode().getDefaultChild() instanceof CfnService resource
                    && resource.getDesiredCount() != null) {
                resource.addPropertyOverride(
                        "DesiredCount", Fn.conditionIf(condition.getLogicalId(), resource.getDesiredCount(), 0));
            }
        });
    }

    private static FargateService service(
            ServiceTask task, Service service, Network network, Cluster cluster, SecurityGroup group, Plan plan) {
        FargateService.Builder builder = FargateService.Builder.create(task, "Service")
                .serviceName(service.containerName())
                .cluster(cluster)
                .taskDefinition(task.definition())
                .desiredCount(plan.sizes().apply(service).instances())
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .circuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .assignPublicIp(false)
                .vpcSubnets(network.inside())
                .securityGroups(List.of(group));
        plan.around().discovery().publish(service, builder);
        return builder.build();
    }

    private static <T> T of(Map<Service, T> all, Service service) {
        T one = all.get(service);
        if (one == null) {
            throw new IllegalArgumentException("Not there: " + service);
        }
        return one;
    }
}
