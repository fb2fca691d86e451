package pms.iac.services;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.iac.system.Port;
import pms.iac.system.Service;
import pms.iac.system.Size;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AppProtocol;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerDependency;
import software.amazon.awscdk.services.ecs.ContainerDependencyCondition;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The task of one service: its container, the one that prepares it, and its log. */
public final class ServiceTask extends Construct {

    /** The user in the images. */
    private static final String USER = "10001";

    private static final String SCRATCH = "scratch";
    private static final String KEYS = "keys";

    private final Service service;
    private final FargateTaskDefinition definition;
    private final LogGroup logs;

    ServiceTask(
            Construct scope,
            Service service,
            Size size,
            Surroundings around,
            Told told,
            Images images,
            String sql,
            @Nullable IKey logsKey,
            @Nullable IRole role,
            @Nullable String wrappedKeks) {
        super(scope, service.id());
        this.service = service;
        logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/pms/" + service.containerName())
                .encryptionKey(logsKey)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(logsKey == null ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)
                .build();
        definition = FargateTaskDefinition.Builder.create(this, "Task")
                .family("pms-" + service.containerName())
                .cpu(size.cpuUnits())
                .memoryLimitMiB(size.memoryMiB())
                .executionRole(role)
                .taskRole(role)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.X86_64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .volumes(List.of(volume(SCRATCH)))
                .build();
        ContainerDefinition prepare = definition.addContainer(
                Preparation.NAME,
                Preparation.container(service, around, images.postgres(), sql, log(Preparation.NAME), wrappedKeks));
        prepare.addMountPoints(mount(SCRATCH, Preparation.SCRATCH_FOLDER, false));
        ContainerDefinition container = definition.addContainer("service", container(told, images));
        container.addMountPoints(mount(SCRATCH, Preparation.SCRATCH_FOLDER, false));
        container.addContainerDependencies(ContainerDependency.builder()
                .container(prepare)
                .condition(ContainerDependencyCondition.SUCCESS)
                .build());
        if (wrappedKeks != null) {
            definition.addVolume(volume(KEYS));
            prepare.addMountPoints(mount(KEYS, Preparation.KEYS_FOLDER, false));
            container.addMountPoints(mount(KEYS, Preparation.KEYS_FOLDER, true));
        }
    }

    public FargateTaskDefinition definition() {
        return definition;
    }

    public LogGroup logs() {
        return logs;
    }

    private ContainerDefinitionOptions container(Told told, Images images) {
        return ContainerDefinitionOptions.builder()
                .containerName(service.containerName())
                .image(images.of(service))
                .user(USER)
                .readonlyRootFilesystem(true)
                .linuxParameters(linux())
                .portMappings(service.ports().stream().map(ServiceTask::mapping).toList())
                .environment(told.variables())
                .secrets(told.secrets())
                .healthCheck(alive())
                .stopTimeout(Duration.seconds(40)) // above the services' own limits for finishing what they accepted
                .logging(log(service.containerName()))
                .build();
    }

    /**
     * Asks whether it lives, not whether it is ready: ECS kills and replaces what does not answer well, and Kafka that is
     * away or a view that is behind is not mended by a new task. The load balancer asks whether the gateway is ready.
     */
    private HealthCheck alive() {
        return HealthCheck.builder()
                .command(List.of( // which the images have
                        "CMD", "health", Integer.toString(service.http().number()), "liveness"))
                .interval(Duration.seconds(10))
                .timeout(Duration.seconds(5))
                .retries(3)
                .startPeriod(Duration.minutes(3)) // as the images say themselves
                .build();
    }

    private LinuxParameters linux() {
        LinuxParameters parameters =
                LinuxParameters.Builder.create(this, "Linux").build();
        parameters.dropCapabilities(Capability.ALL);
        return parameters;
    }

    private LogDriver log(String prefix) {
        return LogDrivers.awsLogs(
                AwsLogDriverProps.builder().logGroup(logs).streamPrefix(prefix).build());
    }

    /** HTTP is passed on as it is: a proxy that knows it would end the feed after 15 s, and write headers of its own. */
    private static PortMapping mapping(Port port) {
        PortMapping.Builder builder = PortMapping.builder().name(port.name()).containerPort(port.number());
        return (port.grpc() ? builder.appProtocol(AppProtocol.getGrpc()) : builder).build();
    }

    private static Volume volume(String name) {
        return Volume.builder().name(name).build();
    }

    private static MountPoint mount(String volume, String folder, boolean readOnly) {
        return MountPoint.builder()
                .sourceVolume(volume)
                .containerPath(folder)
                .readOnly(readOnly)
                .build();
    }
}
