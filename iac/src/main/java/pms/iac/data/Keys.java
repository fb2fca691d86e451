package pms.iac.data;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The keys of a deployment: one for what is stored, one for logs and alarms, and one that does nothing but unwrap the
 * key-encryption keys of personal data. They stay when the stack goes: what is sealed under them would be lost.
 */
public final class Keys extends Construct {

    private static final String CONTEXT = "kms:EncryptionContext:pms";

    private final Key stored;
    private final Key logs;
    private final Key persons;

    public Keys(Construct scope) {
        super(scope, "Keys");
        stored = key("Stored", "pms/stored", "PMS: databases, Kafka, secrets");
        logs = key("Logs", "pms/logs", "PMS: logs and alarms");
        persons = key("Persons", "pms/persons", "PMS: wraps the key-encryption keys of personal data");
        Stack stack = Stack.of(this);
        logs.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(ServicePrincipal.Builder.create("logs.amazonaws.com")
                        .region(stack.getRegion())
                        .build()))
                .actions(List.of(
                        "kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"))
                .resources(List.of("*")) // of this key, whose policy it is
                .conditions(Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                "arn:%s:logs:%s:%s:*"
                                        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount()))))
                .build());
        logs.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(ServicePrincipal.Builder.create("cloudwatch.amazonaws.com")
                        .build()))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
                .build());
    }

    /** For databases, Kafka and secrets. */
    public Key stored() {
        return stored;
    }

    /** For log groups, and for what alarms say. */
    public Key logs() {
        return logs;
    }

    /** For the key-encryption keys of persons alone. */
    public Key persons() {
        return persons;
    }

    /** Lets a role unwrap key-encryption keys, and nothing else that this key may have encrypted. */
    public void letUnwrap(IGrantable role) {
        role.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .actions(List.of("kms:Decrypt"))
                        .resources(List.of(persons.getKeyArn()))
                        .conditions(Map.of("StringEquals", Map.of(CONTEXT, "kek")))
                        .build());
    }

    private Key key(String id, String alias, String description) {
        return Key.Builder.create(this, id)
                .alias(alias)
                .description(description)
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }
}
