package pms.iac.localstack;

import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.constructs.Construct;

/** What may be said otherwise when it is deployed; {@code localstack-deploy.sh} does. */
final class Parameters {

    private final CfnParameter msk;
    private final CfnParameter kafka;
    private final CfnParameter kafkaVersion;
    private final CfnParameter host;
    private final CfnParameter imagePrefix;
    private final CfnParameter imageTag;
    private final CfnParameter postgresImage;
    private final CfnParameter operator;
    private final CfnCondition ready;

    Parameters(Construct scope) {
        msk = parameter(scope, "Msk", "Whether MSK runs Kafka (true, false)", "true");
        kafka = parameter(scope, "KafkaBootstrap", "Where services find Kafka; empty: none runs yet", "");
        kafkaVersion = parameter(scope, "KafkaVersion", "Of MSK", "3.9.x");
        host = parameter(scope, "ServiceHost", "Where tasks' ports are published", "host.docker.internal");
        imagePrefix = parameter(scope, "ImagePrefix", "Before the names of images", "pms/");
        imageTag = parameter(scope, "ImageTag", "Of the images", "0.1.0");
        postgresImage = parameter(scope, "PostgresImage", "For its psql", "postgres:18");
        operator = CfnParameter.Builder.create(scope, "OperatorSha256")
                .type("String")
                .description("SHA-256 of the operator's token")
                .allowedPattern("[0-9a-f]{64}")
                .build();
        ready = CfnCondition.Builder.create(scope, "Ready")
                .expression(Fn.conditionNot(Fn.conditionEquals(kafka.getValueAsString(), "")))
                .build();
    }

    String msk() {
        return msk.getValueAsString();
    }

    String kafka() {
        return kafka.getValueAsString();
    }

    String kafkaVersion() {
        return kafkaVersion.getValueAsString();
    }

    String host() {
        return host.getValueAsString();
    }

    String imagePrefix() {
        return imagePrefix.getValueAsString();
    }

    String imageTag() {
        return imageTag.getValueAsString();
    }

    String postgresImage() {
        return postgresImage.getValueAsString();
    }

    String operatorSha256() {
        return operator.getValueAsString();
    }

    /** Holds when it is known where Kafka is: CloudFormation itself never knows MSK's brokers. */
    CfnCondition ready() {
        return ready;
    }

    private static CfnParameter parameter(Construct scope, String name, String description, String value) {
        return CfnParameter.Builder.create(scope, name)
                .type("String")
                .description(description)
                .defaultValue(value)
                .build();
    }
}
