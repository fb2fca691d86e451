package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./pms} in a checkout whose Maven and Java only say that they were called. */
class LauncherTest {
    private static final List<String> MODULES = List.of(
            "schema",
            "schema/audit",
            "cli",
            "command-side",
            "query-side",
            "billing-grpc",
            "analytics-projector",
            "edge-gateway");

    @TempDir
    private Path checkout;

    @BeforeEach
    void build() throws IOException {
        Files.copy(Path.of("..", "pms"), checkout.resolve("pms"), StandardCopyOption.COPY_ATTRIBUTES);
        program("mvnw", "echo \"maven $*\" >> maven-calls");
        program("jdk/bin/java", "echo \"java $*\"");
        program("jdk/bin/javac", "exit 0");
        write("jdk/release", "JAVA_VERSION=\"21.0.5\"");
        write("pom.xml", modules());
        for (String module : MODULES) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/A.java", "");
            write(module + "/target/" + Path.of(module).getFileName() + "-1.jar", "");
        }
        write("cli/broker/pom.xml", "");
        write("cli/target/libs/b.jar", "");
        write("cli/broker/target/libs/c.jar", "");
        write("target/built", "");
    }

    private static String modules() {
        return Stream.concat(MODULES.stream(), Stream.of("e2e", "iac"))
                .map(module -> "    <module>" + module + "</module>\n")
                .collect(Collectors.joining());
    }

    @Test
    void buildsEveryModuleButTheTestsOfTheWholeAndTheTemplates() throws Exception {
        Files.delete(checkout.resolve("target/built"));

        pms("up");

        assertThat(mavenCalls()).singleElement().asString().contains(" -pl " + String.join(",", MODULES) + " package");
    }

    @Test
    void runsWhatIsBuilt() throws Exception {
        assertThat(pms("up", "--port", "4010")).contains("pms.cli.Pms up --port 4010");

        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void buildsWhenASourceIsNewerThanTheLastBuild() throws Exception {
        touchLater("query-side/src/main/java/A.java");

        assertThat(pms("up")).contains("Building PMS", "pms.cli.Pms up");
        assertThat(mavenCalls()).hasSize(1).first().asString().contains("package");
    }

    @Test
    void buildsWhenAJarIsMissing() throws Exception {
        Files.delete(checkout.resolve("edge-gateway/target/edge-gateway-1.jar"));

        pms("up");

        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void doesNotBuildForACommandToARunningSystem() throws Exception {
        touchLater("query-side/src/main/java/A.java");

        assertThat(pms("status")).contains("pms.cli.Pms status");
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        program("mvnw", "echo '[ERROR] it does not compile'; exit 1");
        touchLater("pom.xml");

        assertThat(pms("up"))
                .contains("it does not compile", "the build failed")
                .doesNotContain("pms.cli.Pms up");
    }

    @Test
    void testRunsAllThatCiRuns() throws Exception {
        pms("test");

        assertThat(mavenCalls()).containsExactly("maven verify");
    }

    @Test
    void doesNotBuildInsideABuild() throws Exception {
        touchLater("pom.xml");

        assertThat(run(Map.of("PMS_NO_BUILD", "1"), "up")).contains("pms.cli.Pms up");
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void benchmarksTheSampleUnlessAnotherFileIsNamed() throws Exception {
        write("e2e/pom.xml", "");
        write("e2e/target/e2e-1.jar", "");
        write("e2e/target/libs/d.jar", "");
        write("target/built", "later");

        assertThat(pms("bench")).contains("pms.e2e.bench.Measured " + checkout.toRealPath(), "synthea-patients.ndjson");
        assertThat(pms("bench", "other.ndjson")).contains("other.ndjson");
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void synthBuildsTheTemplatesModuleAloneAndRunsIt() throws Exception {
        program("bin/node", "exit 0");
        write("iac/target/class-path", "cdk.jar");

        String said = run(Map.of("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH")), "synth");

        assertThat(said).contains("-cp iac/target/classes:cdk.jar pms.iac.Synth " + checkout.toRealPath() + "/iac");
        assertThat(mavenCalls()).singleElement().asString().contains(" -pl iac package");
    }

    private String pms(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("pms").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment().remove("PMS_NO_BUILD");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private List<String> mavenCalls() throws IOException {
        Path calls = checkout.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void touchLater(String file) throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
    }

    private void program(String file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(checkout.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String file, String text) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
