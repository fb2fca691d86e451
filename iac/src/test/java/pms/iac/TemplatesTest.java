package pms.iac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.iac.aws.AwsStack;
import pms.iac.localstack.LocalStackStack;

/** What holds for the templates as files. That CDK's own rules hold is seen when they are made: it would fail. */
class TemplatesTest {

    /** What {@code cloudformation create-stack} takes as it is. */
    private static final int MOST_BYTES_IN_A_CALL = 51_200;

    private static final int MOST_BYTES_IN_A_BUCKET = 1_000_000;

    @ParameterizedTest
    @ValueSource(strings = {AwsStack.NAME, LocalStackStack.NAME})
    void areKeptAsTheyAreMade(String stack) throws IOException {
        String kept = Files.readString(Path.of(String.valueOf(Synth.FILES.get(stack))));
        assertThat(Synthesized.text(stack))
                .as("./pms synth writes the files anew: look at what changed, and commit them")
                .isEqualTo(kept);
    }

    @Test
    void fitIntoWhatCloudFormationTakes() {
        assertThat(Synthesized.text(LocalStackStack.NAME).getBytes(UTF_8)).hasSizeLessThan(MOST_BYTES_IN_A_CALL);
        assertThat(Synthesized.text(AwsStack.NAME).getBytes(UTF_8)).hasSizeLessThan(MOST_BYTES_IN_A_BUCKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {AwsStack.NAME, LocalStackStack.NAME})
    void needNothingToBeThereBefore(String stack) {
        assertThat(Synthesized.text(stack))
                .as("no assets, no bootstrapping, no zones that CDK makes up, no transforms")
                .doesNotContain("cdk-hnb659fds", "BootstrapVersion", "assets", "dummy1", "AWS::Serverless");
    }

    @Test
    void haveNoCustomResourceForLocalStackAndOneForAws() {
        assertThat(Synthesized.localStack().types()).noneMatch(TemplatesTest::isOurs);
        assertThat(Synthesized.aws().types().stream().filter(TemplatesTest::isOurs))
                .containsExactlyInAnyOrder("Custom::KafkaBrokers", "AWS::Lambda::Function");
    }

    @Test
    void spreadOverThreeZonesOfTheRegionThatTheyAreDeployedIn() {
        assertThat(Synthesized.aws().ofType("AWS::EC2::Subnet").values())
                .extracting(subnet -> subnet.path("AvailabilityZone").toString())
                .containsOnly(
                        "{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}",
                        "{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}",
                        "{\"Fn::Select\":[2,{\"Fn::GetAZs\":\"\"}]}");
    }

    private static boolean isOurs(String type) {
        return type.startsWith("Custom::") || type.contains("CustomResource") || type.startsWith("AWS::Lambda");
    }
}
