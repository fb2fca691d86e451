package pms.iac.streaming;

import java.util.List;
import java.util.Map;
import pms.iac.template.Text;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Asks MSK for the brokers of a cluster while the stack is made or changed: a function whose code stands in the template,
 * so that no bucket of assets is needed.
 */
public final class BrokersLookUp extends Construct {

    private final String brokers;

    public BrokersLookUp(Construct scope, EventStream stream, KafkaSettings settings, IKey logsKey) {
        super(scope, "BrokersLookUp");
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .encryptionKey(logsKey)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(
                        ServicePrincipal.Builder.create("lambda.amazonaws.com").build())
                .build();
        logs.grantWrite(role);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("kafka:GetBootstrapBrokers"))
                .resources(List.of(stream.arn()))
                .build());
        Function function = Function.Builder.create(this, "Function")
                .description("Asks MSK for the brokers of PMS")
                .runtime(Runtime.PYTHON_3_14)
                .handler("index.handler")
                .code(Code.fromInline(Text.of(BrokersLookUp.class, "brokers.py")))
                .timeout(Duration.minutes(1))
                .role(role)
                .logGroup(logs)
                .build();
        CustomResource found = CustomResource.Builder.create(this, "Brokers")
                .resourceType("Custom::KafkaBrokers")
                .serviceToken(function.getFunctionArn())
                // The count makes CloudFormation ask again when brokers are added.
                .properties(Map.of("ClusterArn", stream.arn(), "Count", settings.brokers()))
                .build();
        found.getNode().addDependency(role);
        brokers = found.getAttString("Brokers");
    }

    /** What clients begin with, by TLS and IAM. */
    public String brokers() {
        return brokers;
    }
}
