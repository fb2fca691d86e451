package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What each service may do on Kafka: these lists are all of it. */
class KafkaRightsTest {

    private static final Map<String, Set<String>> RIGHTS = Map.of(
            "CommandSide",
            Set.of(
                    "AlterTopicDynamicConfiguration access.audit.v1.dlq",
                    "AlterTopicDynamicConfiguration patient.events.v1.dlq",
                    "CreateTopic access.audit.v1",
                    "CreateTopic access.audit.v1.dlq",
                    "CreateTopic patient.events.v1",
                    "CreateTopic patient.events.v1.dlq",
                    "ReadData access.audit.v1",
                    "ReadData access.audit.v1.dlq",
                    "ReadData patient.events.v1",
                    "ReadData patient.events.v1.dlq",
                    "WriteData access.audit.v1",
                    "WriteData access.audit.v1.dlq",
                    "WriteData patient.events.v1",
                    "WriteData patient.events.v1.dlq"),
            "QuerySide",
            Set.of(
                    "ReadData patient.events.v1",
                    "WriteData patient.events.v1.dlq",
                    "WriteData access.audit.v1",
                    "AlterGroup query-side"),
            "AnalyticsProjector",
            Set.of(
                    "ReadData patient.events.v1",
                    "ReadData access.audit.v1",
                    "WriteData access.audit.v1",
                    "WriteData access.audit.v1.dlq",
                    "WriteData patient.events.v1.dlq",
                    "AlterGroup analytics-projector",
                    "AlterGroup analytics-projector-audit"),
            "EdgeGateway",
            Set.of("WriteData access.audit.v1"),
            "BillingGrpc",
            Set.of());

    private static final Set<String> HARMLESS = Set.of(
            "Connect",
            "DescribeCluster",
            "WriteDataIdempotently",
            "DescribeTopic",
            "DescribeTopicDynamicConfiguration",
            "DescribeGroup");

    private static final Pattern NAME = Pattern.compile("\"/([a-z0-9.-]+)\"");

    @Test
    void eachDoesWhatItsWorkNeedsAndNoMore() {
        Map<String, JsonNode> policies = Synthesized.aws().ofType("AWS::IAM::Policy");
        assertThat(RIGHTS).allSatisfy((service, rights) -> {
            JsonNode policy = policies.get("Services" + service + "TaskTaskRoleDefaultPolicy");
            assertThat(policy == null ? Set.of() : rights(policy)).as(service).isEqualTo(rights);
        });
    }

    @Test
    void noRightIsOnAllTopics() {
        Synthesized.aws()
                .ofType("AWS::IAM::Policy")
                .forEach((name, policy) -> policy.path("PolicyDocument")
                        .path("Statement")
                        .forEach(statement -> {
                            if (statement.path("Action").toString().contains("kafka")) {
                                assertThat(statement.path("Resource").toString())
                                        .as(name)
                                        .doesNotContain("*");
                            }
                        }));
    }

    private static Set<String> rights(JsonNode policy) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
            String resources = statement.path("Resource").toString();
            statement.path("Action").forEach(action -> {
                String did = action.asString("").replace("kafka-cluster:", "");
                if (!HARMLESS.contains(did)) {
                    NAME.matcher(resources).results().forEach(name -> rights.add(did + " " + name.group(1)));
                }
            });
        }
        return rights;
    }
}
