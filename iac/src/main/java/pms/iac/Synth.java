package pms.iac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pms.iac.aws.AwsSettings;
import pms.iac.aws.AwsStack;
import pms.iac.localstack.LocalStackStack;
import pms.iac.template.Lean;
import pms.iac.template.TemplateText;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.constructs.Construct;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms synth}: writes both templates. */
public final class Synth {

    /** The file of each stack, by its name. */
    static final Map<String, String> FILES =
            Map.of(AwsStack.NAME, "aws.template.json", LocalStackStack.NAME, "localstack.template.json");

    /** Templates without CDK's own notes; CDK's rules of what a template may be are errors. */
    private static final Map<String, Object> CONTEXT = Map.of(
            "aws:cdk:disable-asset-staging", true,
            "aws:cdk:disable-stack-trace", true,
            "aws:cdk:enable-path-metadata", false,
            "aws:cdk:enable-asset-metadata", false,
            "@aws-cdk/core:validateAgainstDefaultRules", true,
            "@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm", true,
            "@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker", true,
            "@aws-cdk/aws-iam:minimizePolicies", true);

    /** LocalStack's template is sent as it is, which bounds its length. */
    private static final int SHORT_INDENTATION = 2;

    private Synth() {}

    /** Takes the folder of this module, which the templates are kept in. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        App app = app(folder);
        List<Construct> stacks = stacks(app);
        CloudAssembly assembly = app.synth();
        for (Construct stack : stacks) {
            String text = text(assembly, stack.getNode().getId());
            Path file = folder.resolve(FILES.get(stack.getNode().getId()));
            Files.writeString(file, text);
            System.out.println(file + ": " + text.length() + " bytes");
        }
    }

    static App app(Path module) {
        return new App(AppProps.builder()
                .outdir(module.resolve("target/cdk.out").toString())
                .context(CONTEXT)
                .treeMetadata(false)
                .build());
    }

    static List<Construct> stacks(App app) {
        return List.of(new LocalStackStack(app), new AwsStack(app, AwsSettings.SMALL));
    }

    /** The template of a stack as it is kept. */
    static String text(CloudAssembly assembly, String stack) {
        Path file = Path.of(assembly.getStackByName(stack).getTemplateFullPath());
        JsonNode template = JsonMapper.shared().readTree(file);
        return stack.equals(LocalStackStack.NAME)
                ? TemplateText.of(Lean.of(template), SHORT_INDENTATION)
                : TemplateText.of(template, Integer.MAX_VALUE);
    }
}
