package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code localstack-deploy.sh} with an AWS CLI that only notes what it was asked; no LocalStack is there. */
class LocalStackDeployTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void standIns() throws IOException {
        Files.copy(Path.of("localstack-deploy.sh"), folder.resolve("localstack-deploy.sh"));
        Files.copy(Path.of("localstack.template.json"), folder.resolve("localstack.template.json"));
        program("curl", "exit 0");
        program("aws", """
                echo "$*" >> "$CALLS"
                case "$*" in
                  *describe-stacks*Outputs*Kafka*) echo arn:aws:kafka:eu:1:cluster/pms/1 ;;
                  *describe-stacks*Outputs*) echo door.elb.localhost.localstack.cloud ;;
                  *describe-stacks*) [ -f "$CALLS.made" ] || exit 255 ;;
                  *create-stack*) touch "$CALLS.made" ;;
                  *get-bootstrap-brokers*) echo "${BROKERS:-localhost:4511,127.0.0.1:4512}" ;;
                esac
                """);
    }

    @Test
    void makesTheStackFirstAndStartsServicesWhenItKnowsTheBrokers() throws Exception {
        assertThat(deploy()).contains("PMS ready: http://door.elb.localhost.localstack.cloud:4566");

        assertThat(changes())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("create-stack", parameter("Msk", "true"))
                                .contains(parameter("KafkaBootstrap", "")),
                        second -> assertThat(second)
                                .contains("update-stack")
                                .contains(parameter(
                                        "KafkaBootstrap",
                                        "localhost.localstack.cloud:4511,localhost.localstack.cloud:4512")));
    }

    @Test
    void makesItInOneStepWithAnOutsideKafka() throws Exception {
        assertThat(deploy("--kafka", "broker:9092")).contains("PMS ready");

        assertThat(changes())
                .singleElement()
                .asString()
                .contains("create-stack", parameter("Msk", "false"), parameter("KafkaBootstrap", "broker:9092"));
    }

    @Test
    void givesServicesTheHashOfTheOperatorsTokenAlone() throws Exception {
        deploy("--kafka", "broker:9092");

        Path token = folder.resolve(".localstack-operator");
        assertThat(changes())
                .singleElement()
                .asString()
                .containsPattern("OperatorSha256\",\"ParameterValue\":\"[0-9a-f]{64}\"");
        assertThat(String.join("\n", calls())).doesNotContain(Files.readString(token));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysSoWhenMskTellsNoBrokers() throws Exception {
        assertThat(run(List.of(), "None")).contains("MSK tells no brokers");
        assertThat(changes()).as("no service was started").hasSize(1);
    }

    @Test
    void saysSoWhenThereIsNoLocalStack() throws Exception {
        program("curl", "exit 7");
        assertThat(deploy()).contains("no LocalStack at http://localhost:4566");
        assertThat(changes()).isEmpty();
    }

    private static String parameter(String name, String value) {
        return "{\"ParameterKey\":\"%s\",\"ParameterValue\":\"%s\"}".formatted(name, value);
    }

    private String deploy(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments), "");
    }

    private String run(List<String> arguments, String brokers) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bash", folder.resolve("localstack-deploy.sh").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("CALLS", folder.resolve("calls").toString());
        builder.environment().put("BROKERS", brokers);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private List<String> changes() throws IOException {
        return calls().stream()
                .filter(call -> call.contains("create-stack ") || call.contains("update-stack "))
                .toList();
    }

    private List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
