package pms.iac.aws;

import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.constructs.Construct;

/** What is asked of whoever deploys. None of it is secret. */
final class Parameters {

    private final CfnParameter domain;
    private final CfnParameter certificate;
    private final CfnParameter imageTag;
    private final CfnParameter postgresTag;
    private final CfnParameter operator;
    private final CfnParameter administrator;
    private final CfnParameter keks;
    private final CfnCondition ready;

    Parameters(Construct scope) {
        domain = parameter(scope, "DomainName", "The name that people reach PMS by", "[a-z0-9.-]+");
        certificate = parameter(scope, "CertificateArn", "Its certificate in ACM", "arn:.*");
        imageTag = parameter(scope, "ImageTag", "The tag of the images pms/command-side and so on", ".+");
        postgresTag = CfnParameter.Builder.create(scope, "PostgresTag")
                .type("String")
                .description("The tag of the image pms/postgres, for its psql")
                .defaultValue("18")
                .build();
        operator = parameter(scope, "OperatorSha256", "SHA-256 of the operator's token, in hex", "[0-9a-f]{64}");
        administrator = parameter(scope, "AdministratorEmail", "Of the first administrator", "[^@]+@[^@]+");
        keks = CfnParameter.Builder.create(scope, "WrappedKeks")
                .type("String")
                .description("The key-encryption keys of persons as KMS has wrapped them, base64, with commas between,"
                        + " the active one first. Empty at first: no service runs then")
                .defaultValue("")
                .build();
        ready = CfnCondition.Builder.create(scope, "Ready")
                .expression(Fn.conditionNot(Fn.conditionEquals(keks.getValueAsString(), "")))
                .build();
    }

    String domain() {
        return domain.getValueAsString();
    }

    String certificateArn() {
        return certificate.getValueAsString();
    }

    String imageTag() {
        return imageTag.getValueAsString();
    }

    String postgresTag() {
        return postgresTag.getValueAsString();
    }

    String operatorSha256() {
        return operator.getValueAsString();
    }

    String administratorEmail() {
        return administrator.getValueAsString();
    }

    String wrappedKeks() {
        return keks.getValueAsString();
    }

    /** Holds when there is a key that persons can be sealed under. */
    CfnCondition ready() {
        return ready;
    }

    private static CfnParameter parameter(Construct scope, String name, String description, String pattern) {
        return CfnParameter.Builder.create(scope, name)
                .type("String")
                .description(description)
                .allowedPattern(pattern)
                .build();
    }
}
