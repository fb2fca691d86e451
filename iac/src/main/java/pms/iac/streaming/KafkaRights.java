package pms.iac.streaming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pms.iac.system.Service;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What each service may do on Kafka, by topic and consumer group.
 *
 * @param clusterArn of MSK
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">actions of MSK's IAM</a>
 */
public record KafkaRights(String clusterArn) {

    private static final String EVENTS = "patient.events.v1";
    private static final String EVENTS_DEAD = "patient.events.v1.dlq";
    private static final String AUDIT = "access.audit.v1";
    private static final String AUDIT_DEAD = "access.audit.v1.dlq";

    /** Gives a role what its service does, and no more. */
    public void give(Service service, IGrantable role) {
        for (PolicyStatement statement : statements(service)) {
            role.getGrantPrincipal().addToPrincipalPolicy(statement);
        }
    }

    private List<PolicyStatement> statements(Service service) {
        return switch (service) {
            case COMMAND_SIDE ->
                List.of(
                        cluster(),
                        // The relay writes both, and reads them to find out what was lost.
                        topics(List.of("CreateTopic", "ReadData", "WriteData"), EVENTS, EVENTS_DEAD, AUDIT, AUDIT_DEAD),
                        // It gives those of earlier versions the room that records with their reasons take.
                        topics(List.of("AlterTopicDynamicConfiguration"), EVENTS_DEAD, AUDIT_DEAD));
            case QUERY_SIDE ->
                List.of(
                        cluster(),
                        topics(List.of("ReadData"), EVENTS),
                        topics(List.of("WriteData"), EVENTS_DEAD, AUDIT),
                        groups("query-side"));
            case ANALYTICS_PROJECTOR ->
                List.of(
                        cluster(),
                        topics(List.of("ReadData"), EVENTS, AUDIT),
                        topics(List.of("WriteData"), EVENTS_DEAD, AUDIT, AUDIT_DEAD),
                        groups("analytics-projector", "analytics-projector-audit"));
            case EDGE_GATEWAY -> List.of(cluster(), topics(List.of("WriteData"), AUDIT));
            case BILLING_GRPC -> List.of();
        };
    }

    private PolicyStatement cluster() {
        return allow(List.of("Connect", "DescribeCluster", "WriteDataIdempotently"), List.of(clusterArn));
    }

    private PolicyStatement topics(List<String> actions, String... names) {
        List<String> all = new ArrayList<>(actions);
        all.addAll(List.of("DescribeTopic", "DescribeTopicDynamicConfiguration"));
        return allow(all, arns("topic", names));
    }

    private PolicyStatement groups(String... names) {
        return allow(List.of("AlterGroup", "DescribeGroup"), arns("group", names));
    }

    /** As the cluster's, with the kind in place of {@code cluster} and the name behind the cluster's own id. */
    private List<String> arns(String kind, String... names) {
        String cluster = Fn.select(1, Fn.split(":cluster/", clusterArn));
        String head = Fn.select(0, Fn.split(":cluster/", clusterArn));
        return Arrays.stream(names)
                .map(name -> head + ":" + kind + "/" + cluster + "/" + name)
                .toList();
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions.stream()
                        .map(action -> "kafka-cluster:" + action)
                        .toList())
                .resources(resources)
                .build();
    }
}
