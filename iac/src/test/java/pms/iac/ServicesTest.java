package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** How services run. Names are asserted, for no validator knows them. */
class ServicesTest {

    static List<Resources> stacks() {
        return List.of(Synthesized.aws(), Synthesized.localStack());
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void eachHasATaskWithItsContainerAndTheOneThatPreparesIt(Resources stack) {
        assertThat(new Containers(stack).all().keySet())
                .containsExactlyInAnyOrder(
                        "pms-command-side/prepare", "pms-command-side/command-side",
                        "pms-query-side/prepare", "pms-query-side/query-side",
                        "pms-billing-grpc/prepare", "pms-billing-grpc/billing-grpc",
                        "pms-analytics-projector/prepare", "pms-analytics-projector/analytics-projector",
                        "pms-edge-gateway/prepare", "pms-edge-gateway/edge-gateway");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void containersCanDoLittle(Resources stack) {
        Containers containers = new Containers(stack);
        assertThat(containers.all().values()).allSatisfy(container -> {
            assertThat(container.path("ReadonlyRootFilesystem").asBoolean(false))
                    .isTrue();
            assertThat(container.path("Privileged").asBoolean(false)).isFalse();
        });
        assertThat(Containers.SERVICES).allSatisfy(service -> {
            JsonNode container = containers.of(service);
            assertThat(container.path("User").asString("")).isEqualTo("10001");
            assertThat(container
                            .path("LinuxParameters")
                            .path("Capabilities")
                            .path("Drop")
                            .toString())
                    .isEqualTo("[\"ALL\"]");
        });
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void aServiceStartsWhenItsDatabaseIsPrepared(Resources stack) {
        Containers containers = new Containers(stack);
        assertThat(Containers.SERVICES).allSatisfy(service -> {
            assertThat(containers.of(service).path("DependsOn").toString())
                    .isEqualTo("[{\"Condition\":\"SUCCESS\",\"ContainerName\":\"prepare\"}]");
            assertThat(containers.preparing(service).path("Essential").asBoolean(true))
                    .isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void eachIsAskedWhetherItLivesOnItsHttpPort(Resources stack) {
        Containers containers = new Containers(stack);
        assertThat(Containers.SERVICES)
                .as("readiness holds what a new task would not mend: Kafka that is away, views that are behind")
                .extracting(service -> containers
                        .of(service)
                        .path("HealthCheck")
                        .path("Command")
                        .toString())
                .containsExactly(
                        "[\"CMD\",\"health\",\"8081\",\"liveness\"]",
                        "[\"CMD\",\"health\",\"8082\",\"liveness\"]",
                        "[\"CMD\",\"health\",\"8083\",\"liveness\"]",
                        "[\"CMD\",\"health\",\"8084\",\"liveness\"]",
                        "[\"CMD\",\"health\",\"4004\",\"liveness\"]");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void eachHasTheTimeToStartThatItsImageGivesIt(Resources stack) {
        Containers containers = new Containers(stack);
        assertThat(Containers.SERVICES)
                .allSatisfy(service -> assertThat(Files.readString(Path.of("..", service, "Dockerfile")))
                        .contains("--start-period="
                                + containers
                                        .of(service)
                                        .path("HealthCheck")
                                        .path("StartPeriod")
                                        .asInt()
                                + "s "));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void aDeploymentThatFailsIsTakenBack(Resources stack) {
        assertThat(stack.ofType("AWS::ECS::Service").values()).hasSize(5).allSatisfy(service -> {
            JsonNode deployment = service.path("DeploymentConfiguration");
            assertThat(deployment.path("DeploymentCircuitBreaker").toString())
                    .isEqualTo("{\"Enable\":true,\"Rollback\":true}");
            assertThat(deployment.path("MinimumHealthyPercent").asInt()).isEqualTo(100);
        });
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void noneRunsBeforeWhatItNeedsIsKnown(Resources stack) {
        assertThat(stack.ofType("AWS::ECS::Service").values()).allSatisfy(service -> {
            JsonNode choice = service.path("DesiredCount").path("Fn::If");
            assertThat(choice.path(0).asString("")).isEqualTo("Ready");
            assertThat(choice.path(1).asInt()).isPositive();
            assertThat(choice.path(2).asInt(-1)).isZero();
        });
        assertThat(stack.ofType("AWS::ApplicationAutoScaling::ScalableTarget").values())
                .allSatisfy(target -> assertThat(target.path("MinCapacity")
                                .path("Fn::If")
                                .path(2)
                                .asInt(-1))
                        .isZero());
        assertThat(stack.template().path("Conditions").has("Ready")).isTrue();
    }

    @Test
    void onAwsEachIsFoundByItsOwnNameAndPort() {
        Resources aws = Synthesized.aws();
        assertThat(aws.ofType("AWS::ECS::Service").values()).allSatisfy(service -> {
            String name = service.path("ServiceName").asString("");
            assertThat(service.path("ServiceConnectConfiguration").path("Services"))
                    .isNotEmpty()
                    .allSatisfy(offered -> {
                        JsonNode alias = offered.path("ClientAliases").path(0);
                        assertThat(alias.path("DnsName").asString("")).isEqualTo(name);
                        JsonNode mapping =
                                mapping(aws, name, offered.path("PortName").asString(""));
                        assertThat(alias.path("Port").asInt())
                                .isEqualTo(mapping.path("ContainerPort").asInt());
                    });
        });
    }

    @Test
    void onAwsNoProxyCutsWhatStreams() {
        Resources aws = Synthesized.aws();
        aws.ofType("AWS::ECS::Service")
                .values()
                .forEach(service -> service.path("ServiceConnectConfiguration")
                        .path("Services")
                        .forEach(offered -> {
                            String name = service.path("ServiceName").asString("");
                            JsonNode mapping =
                                    mapping(aws, name, offered.path("PortName").asString(""));
                            boolean grpc =
                                    mapping.path("AppProtocol").asString("").equals("grpc");
                            assertThat(mapping.has("AppProtocol"))
                                    .as("HTTP passes as it is, the feed with it: %s", mapping)
                                    .isEqualTo(grpc);
                            if (grpc) {
                                assertThat(offered.path("Timeout")
                                                .path("PerRequestTimeoutSeconds")
                                                .asInt(-1))
                                        .isZero();
                                assertThat(offered.path("Timeout")
                                                .path("IdleTimeoutSeconds")
                                                .asInt(-1))
                                        .isZero();
                            }
                        }));
    }

    @Test
    void onAwsThereAreTwoOfEachAndProjectorsScaleByTheirLag() {
        Resources aws = Synthesized.aws();
        assertThat(aws.ofType("AWS::ECS::Service").values())
                .allSatisfy(service -> assertThat(service.path("DesiredCount")
                                .path("Fn::If")
                                .path(1)
                                .asInt())
                        .isEqualTo(2));
        assertThat(aws.ofType("AWS::ApplicationAutoScaling::ScalingPolicy").values().stream()
                        .map(policy -> policy.path("TargetTrackingScalingPolicyConfiguration"))
                        .map(policy -> policy.path("PredefinedMetricSpecification")
                                .path("PredefinedMetricType")
                                .asString(policy.path("CustomizedMetricSpecification")
                                        .path("MetricName")
                                        .asString(""))))
                .containsExactlyInAnyOrder(
                        "ECSServiceAverageCPUUtilization",
                        "ECSServiceAverageCPUUtilization",
                        "ECSServiceAverageCPUUtilization",
                        "ECSServiceAverageCPUUtilization",
                        "QuerySideLag",
                        "AnalyticsProjectorLag");
    }

    @Test
    void fargateHasTheSizes() {
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
        Map<String, List<String>> memories = Map.of(
                "512", List.of("1024", "2048", "3072", "4096"),
                "1024", List.of("2048", "3072", "4096", "5120", "6144", "7168", "8192"));
        stacks().forEach(stack -> assertThat(
                        stack.ofType("AWS::ECS::TaskDefinition").values())
                .allSatisfy(task -> assertThat(
                                memories.getOrDefault(task.path("Cpu").asString(""), List.of()))
                        .contains(task.path("Memory").asString(""))));
    }

    private static JsonNode mapping(Resources stack, String service, String port) {
        for (JsonNode mapping : new Containers(stack).of(service).path("PortMappings")) {
            if (mapping.path("Name").asString("").equals(port)) {
                return mapping;
            }
        }
        throw new AssertionError(service + " has no port " + port);
    }
}
