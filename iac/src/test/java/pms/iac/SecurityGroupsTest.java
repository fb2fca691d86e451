package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may open a connection to whom, port by port: these lists are all of it. */
class SecurityGroupsTest {

    private static final List<String> BETWEEN_SERVICES = List.of(
            "edge-gateway -> command-side:8081",
            "edge-gateway -> query-side:8082",
            "edge-gateway -> billing-grpc:8083",
            "edge-gateway -> analytics-projector:8084",
            "edge-gateway -> billing-grpc:9090",
            "command-side -> billing-grpc:9090",
            "query-side -> command-side:9091",
            "command-side -> edge-gateway:4005",
            "query-side -> edge-gateway:4005",
            "analytics-projector -> edge-gateway:4005",
            "door -> edge-gateway:4004");

    private static final List<String> TO_STORES = List.of(
            "command-side -> store:5432",
            "billing-grpc -> store:5432",
            "analytics-projector -> store:5432",
            "edge-gateway -> store:5432",
            "query-side -> views:5432",
            "command-side -> kafka:9098",
            "query-side -> kafka:9098",
            "analytics-projector -> kafka:9098",
            "edge-gateway -> kafka:9098");

    private static final List<String> TO_AWS =
            Containers.SERVICES.stream().map(service -> service + " -> aws:443").toList();

    private static final List<String> FROM_OUTSIDE = List.of("0.0.0.0/0 -> door:80", "0.0.0.0/0 -> door:443");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ServicesCommandSideGroup", "command-side"),
            Map.entry("ServicesQuerySideGroup", "query-side"),
            Map.entry("ServicesBillingGrpcGroup", "billing-grpc"),
            Map.entry("ServicesAnalyticsProjectorGroup", "analytics-projector"),
            Map.entry("ServicesEdgeGatewayGroup", "edge-gateway"),
            Map.entry("DoorGroup", "door"),
            Map.entry("StoreGroup", "store"),
            Map.entry("ViewsGroup", "views"),
            Map.entry("DatabaseGroup", "database"),
            Map.entry("EventStreamGroup", "kafka"),
            Map.entry("EndpointsGroup", "aws"));

    @Test
    void onAwsEachReachesWhatItNeedsAndNothingElse() {
        assertThat(ingress(Synthesized.aws()))
                .containsExactlyInAnyOrderElementsOf(all(List.of(BETWEEN_SERVICES, TO_STORES, TO_AWS, FROM_OUTSIDE)));
    }

    @Test
    void onAwsNothingInsideCanSendAnywhereElse() {
        List<String> layers = Containers.SERVICES.stream()
                .map(service -> service + " -> pl-6ea54007:443")
                .toList();
        assertThat(egress(Synthesized.aws()))
                .as("the same ways, seen from the other end, and image layers in S3")
                .containsExactlyInAnyOrderElementsOf(all(List.of(BETWEEN_SERVICES, TO_STORES, TO_AWS, layers)));
    }

    @Test
    void onLocalStackTheWaysAreTheSame() {
        List<String> toDatabase = Containers.SERVICES.stream()
                .map(service -> service + " -> database:5432")
                .toList();
        assertThat(ingress(Synthesized.localStack()))
                .containsExactlyInAnyOrderElementsOf(
                        all(List.of(BETWEEN_SERVICES, toDatabase, List.of("0.0.0.0/0 -> door:80"))));
    }

    @Test
    void nothingIsInTheDefaultGroup() {
        Resources aws = Synthesized.aws();
        assertThat(aws.ofType("AWS::ECS::Service").values())
                .allSatisfy(service -> assertThat(service.path("NetworkConfiguration")
                                .path("AwsvpcConfiguration")
                                .path("SecurityGroups"))
                        .hasSize(1));
        assertThat(aws.ofType("AWS::RDS::DBInstance").values())
                .allSatisfy(
                        server -> assertThat(server.path("VPCSecurityGroups")).hasSize(1));
        assertThat(aws.ofType("AWS::MSK::Cluster").values())
                .allSatisfy(cluster -> assertThat(
                                cluster.path("BrokerNodeGroupInfo").path("SecurityGroups"))
                        .hasSize(1));
        assertThat(aws.ofType("AWS::ElasticLoadBalancingV2::LoadBalancer").values())
                .allSatisfy(
                        balancer -> assertThat(balancer.path("SecurityGroups")).hasSize(1));
    }

    @Test
    void nothingButTheLoadBalancerIsInAPublicSubnet() {
        Resources aws = Synthesized.aws();
        assertThat(aws.ofType("AWS::EC2::NatGateway")).isEmpty();
        assertThat(Stream.of(
                                aws.ofType("AWS::ECS::Service"),
                                aws.ofType("AWS::RDS::DBSubnetGroup"),
                                aws.ofType("AWS::MSK::Cluster"))
                        .flatMap(found -> found.values().stream())
                        .map(JsonNode::toString))
                .hasSize(8)
                .allSatisfy(text -> assertThat(text).contains("privateSubnet").doesNotContain("publicSubnet"));
    }

    private static SortedSet<String> ingress(Resources resources) {
        SortedSet<String> ways = new TreeSet<>();
        resources
                .ofType("AWS::EC2::SecurityGroupIngress")
                .values()
                .forEach(rule ->
                        ways.add(way(name(rule.path("SourceSecurityGroupId")), name(rule.path("GroupId")), rule)));
        resources
                .ofType("AWS::EC2::SecurityGroup")
                .forEach((group, properties) -> properties
                        .path("SecurityGroupIngress")
                        .forEach(rule -> ways.add(way(rule.path("CidrIp").asString(""), known(group), rule))));
        return ways;
    }

    private static SortedSet<String> egress(Resources resources) {
        SortedSet<String> ways = new TreeSet<>();
        resources
                .ofType("AWS::EC2::SecurityGroupEgress")
                .values()
                .forEach(rule -> ways.add(way(name(rule.path("GroupId")), target(rule), rule)));
        resources
                .ofType("AWS::EC2::SecurityGroup")
                .forEach((group, properties) -> properties
                        .path("SecurityGroupEgress")
                        .forEach(rule -> {
                            // CDK writes "nothing" as an address that nobody has.
                            if (!rule.path("CidrIp").asString("").equals("255.255.255.255/32")) {
                                ways.add(way(known(group), target(rule), rule));
                            }
                        }));
        return ways;
    }

    private static String target(JsonNode rule) {
        return rule.has("DestinationSecurityGroupId")
                ? name(rule.path("DestinationSecurityGroupId"))
                : rule.path("DestinationPrefixListId")
                        .asString(rule.path("CidrIp").asString("?"));
    }

    private static String way(String from, String to, JsonNode rule) {
        assertThat(rule.path("IpProtocol").asString("")).isEqualTo("tcp");
        assertThat(rule.path("FromPort").asInt()).isEqualTo(rule.path("ToPort").asInt());
        return from + " -> " + to + ":" + rule.path("FromPort").asInt();
    }

    private static String name(JsonNode groupId) {
        return known(groupId.path("Fn::GetAtt").path(0).asString(""));
    }

    private static String known(String group) {
        return NAMES.getOrDefault(group, "unknown group " + group);
    }

    private static List<String> all(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
