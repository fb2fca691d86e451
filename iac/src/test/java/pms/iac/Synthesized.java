package pms.iac;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import pms.iac.aws.AwsStack;
import pms.iac.localstack.LocalStackStack;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.constructs.Construct;
import tools.jackson.databind.json.JsonMapper;

/** Both stacks, synthesised once for all tests, with cdk-nag looking at them. Without Node.js the tests are skipped. */
final class Synthesized {

    private static final class Once {
        static final Synthesized ALL = new Synthesized();
    }

    private final Map<String, String> texts;
    private final Map<String, List<Finding>> findings;

    private Synthesized() {
        App app = Synth.app(Path.of("").toAbsolutePath());
        List<Construct> stacks = Synth.stacks(app);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
        Aspects.of(app).add(HIPAASecurityChecks.Builder.create().build());
        CloudAssembly assembly = app.synth();
        texts = stacks.stream()
                .map(stack -> stack.getNode().getId())
                .collect(Collectors.toMap(Function.identity(), stack -> Synth.text(assembly, stack)));
        findings = stacks.stream()
                .collect(Collectors.toMap(stack -> stack.getNode().getId(), Synthesized::findings));
    }

    static Resources aws() {
        return resources(AwsStack.NAME);
    }

    static Resources localStack() {
        return resources(LocalStackStack.NAME);
    }

    /** The template of a stack as {@code pms synth} writes it. */
    static String text(String stack) {
        return all().texts.getOrDefault(stack, "");
    }

    /** What cdk-nag finds in a stack. */
    static List<Finding> findings(String stack) {
        return all().findings.getOrDefault(stack, List.of());
    }

    private static Resources resources(String stack) {
        return new Resources(JsonMapper.shared().readTree(text(stack)));
    }

    private static Synthesized all() {
        Assumptions.assumeTrue(
                hasNode(),
                "SKIPPED: nothing of the templates is tested, for AWS CDK runs on Node.js and there is no node on the PATH."
                        + " Install it, 22 or newer, and run the tests of iac again");
        return Once.ALL;
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    @SuppressWarnings("deprecation") // there is no other type for what it finds
    private static List<Finding> findings(Construct stack) {
        Annotations annotations = Annotations.fromStack((software.amazon.awscdk.Stack) stack);
        Object nags = Match.stringLikeRegexp("(AwsSolutions|HIPAA\\.Security|CdkNag).*");
        return Stream.concat(annotations.findError("*", nags).stream(), annotations.findWarning("*", nags).stream())
                .map(message -> Finding.of(
                        message.getId(), String.valueOf(message.getEntry().getData())))
                .distinct()
                .sorted()
                .toList();
    }
}
