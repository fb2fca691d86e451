package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.iac.aws.AwsStack;
import pms.iac.localstack.LocalStackStack;

/** What cdk-nag (AwsSolutions, HIPAA.Security) finds is explained here, one by one, or it is a fault. */
class NagTest {

    /**
     * Why a finding is left as it is.
     *
     * @param rule a regular expression of all of it
     * @param path a regular expression of all of it
     */
    record Explained(String rule, String path, String because) {
        boolean explains(Finding finding) {
            return finding.rule().matches(rule) && finding.path().matches(path);
        }
    }

    record Looked(String stack, List<Explained> explanations) {
        @Override
        public String toString() {
            return stack;
        }
    }

    static final List<Explained> AWS = List.of(
            because(
                    "AwsSolutions-EC23",
                    "Door/Group/Resource",
                    "It is the door: everybody may knock, and the gateway asks for a token"),
            because(
                    "AwsSolutions-ECS2",
                    "Services/.*/Task/Resource",
                    "Variables hold addresses and names; each secret comes by its name from Secrets Manager"),
            because(
                    "AwsSolutions-IAM4\\[.*AmazonRDSEnhancedMonitoringRole\\]",
                    "(Store|Views)/Monitoring/Resource",
                    "The policy that RDS asks for, and its service alone takes the role"),
            because(
                    "AwsSolutions-IAM5\\[Resource::\\*\\]",
                    "Services/.*/Task/ExecutionRole/DefaultPolicy/Resource",
                    "ecr:GetAuthorizationToken has no resource; pulling is bound to the repositories"),
            because(
                    "AwsSolutions-RDS11",
                    "(Store|Views)/Instance/Resource",
                    "Another port hides nothing: security groups name who reaches it"),
            because(
                    "AwsSolutions-RDS13|HIPAA.Security-RDSInstanceBackupEnabled",
                    "Views/Instance/Resource",
                    "Views are made anew from events; a backup would keep the names of erased patients"),
            because(
                    "HIPAA.Security-RDSInBackupPlan",
                    "(Store|Views)/Instance/Resource",
                    "RDS itself keeps seven days to any second; longer would bring back keys of erased patients"),
            because(
                    "AwsSolutions-SMG4|HIPAA.Security-SecretsManagerRotationEnabled",
                    "Secrets/.*/Resource",
                    "Rotated by a procedure (docs/deploy-aws.md), for both ends must change together; RDS rotates its"
                            + " master password by itself"),
            because(
                    "AwsSolutions-S1|HIPAA.Security-S3BucketLoggingEnabled",
                    "Door/Requests/Resource",
                    "It is the log: a log of its log would never end"),
            because(
                    "HIPAA.Security-S3DefaultEncryptionKMS",
                    "Door/Requests/Resource",
                    "Load balancers can write to buckets with S3's own keys alone"),
            because(
                    "HIPAA.Security-S3Bucket(Replication|Versioning)Enabled",
                    "Door/Requests/Resource",
                    "Personal data that is to be gone after 30 days; nothing reads it but an inquiry"),
            because(
                    "HIPAA.Security-ELBv2ACMCertificateRequired",
                    "Door/Http/Resource",
                    "It answers with where HTTPS is, and passes nothing on"),
            because(
                    "HIPAA.Security-IAMNoInlinePolicy",
                    "(Services/.*/Task/(Execution|Task)Role|BrokersLookUp/Role|FlowLogs/All/IAMRole)/DefaultPolicy/Resource",
                    "Each belongs to one role and goes with it; nobody else may be given it by mistake"),
            because(
                    "HIPAA.Security-Lambda(Concurrency|DLQ|InsideVPC)",
                    "BrokersLookUp/Function/Resource",
                    "Called by CloudFormation alone, which waits for it and sees it fail; it reads no data"),
            because(
                    "HIPAA.Security-VPCDefaultSecurityGroupClosed",
                    "Network/Vpc/Resource",
                    "CloudFormation can't change it; nothing is in it (SecurityGroupsTest)"),
            because(
                    "HIPAA.Security-VPCNoUnrestrictedRouteToIGW",
                    "Network/Vpc/publicSubnet./DefaultRoute",
                    "Of the load balancer's subnets, which nothing else is in"));

    static final List<Explained> LOCAL_STACK = Stream.concat(
                    AWS.stream().filter(explained -> explained.rule().matches(".*(EC23|ECS2|SMG4|ACMCertificate).*")),
                    Stream.of(
                            because(
                                    "AwsSolutions-(ECS4|ELB2|MSK6|RDS3|RDS10|RDS11|RDS13|VPC7)",
                                    ".*",
                                    "A try on one machine: LocalStack has no second zone, no logs or backups to keep"),
                            because(
                                    "HIPAA.Security-(ALBHttpToHttpsRedirection|ELB.*|RDS.*|CloudWatchLogGroupEncrypted)(\\[.*)?",
                                    ".*",
                                    "A try on one machine, with made-up patients"),
                            because(
                                    "HIPAA.Security-(SecretsManager.*|IAMNoInlinePolicy|VPC.*)|AwsSolutions-SMG4",
                                    ".*",
                                    "A try on one machine: all of it goes with LocalStack")))
            .toList();

    static Stream<Looked> looked() {
        return Stream.of(new Looked(AwsStack.NAME, AWS), new Looked(LocalStackStack.NAME, LOCAL_STACK));
    }

    @ParameterizedTest
    @MethodSource("looked")
    void findsNothingThatIsNotExplained(Looked looked) {
        assertThat(Synthesized.findings(looked.stack()))
                .as("the rules were applied")
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(looked.explanations())
                        .as("%s", finding)
                        .anyMatch(explained -> explained.explains(finding)));
    }

    @ParameterizedTest
    @MethodSource("looked")
    void keepsNoExplanationOfWhatIsNotFound(Looked looked) {
        List<Finding> findings = Synthesized.findings(looked.stack());
        assertThat(looked.explanations())
                .allSatisfy(
                        explained -> assertThat(findings).as("%s", explained).anyMatch(explained::explains));
    }

    private static Explained because(String rule, String path, String reason) {
        return new Explained(rule, path, reason);
    }
}
