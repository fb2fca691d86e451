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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(mavenCalls()).containsExactly("maven -T 2 verify");
    }

    @Test
    void testPassesOnWhatMavenIsToBeTold() throws Exception {
        pms("test", "-T", "1", "-Dit.test=FeedIT");

        assertThat(mavenCalls())
                .as("Maven takes the first of two")
                .containsExactly("maven -T 1 -Dit.test=FeedIT -T 2 verify");
    }

    @Test
    void testNamesTheSlowestTestsOfThisRun() throws Exception {
        Path earlier = checkout.resolve("cli/target/surefire-reports/TEST-earlier.xml");
        write("cli/target/surefire-reports/TEST-earlier.xml", suite("a.EarlierTest", "99.1"));
        Files.setLastModifiedTime(earlier, FileTime.from(Instant.now().minusSeconds(60)));
        write("made-by-maven/cli/target/surefire-reports/TEST-slowest.xml", suite("a.SlowestTest", "1,234.5"));
        write("made-by-maven/e2e/target/failsafe-reports/TEST-slow.xml", suite("a.SlowIT", "23.5"));
        for (int i = 1; i <= 9; i++) {
            String report = "made-by-maven/schema/audit/target/surefire-reports/TEST-" + i + ".xml";
            write(report, suite("a.Quick" + i + "Test", "0." + i));
        }
        program("mvnw", "cp -r made-by-maven/* .");

        assertThat(pms("test").lines().map(String::strip).filter(line -> line.matches("[0-9.]+ +a\\..*")))
                .hasSize(10)
                .startsWith("1234.5  a.SlowestTest", "23.5  a.SlowIT", "0.9  a.Quick9Test")
                .endsWith("0.2  a.Quick2Test");
    }

    private static String suite(String name, String seconds) {
        return "<testsuite version=\"3.0\" name=\"%s\" time=\"%s\" tests=\"1\">\n".formatted(name, seconds);
    }

    @Test
    void testFailsWhenMavenDoes() throws Exception {
        program("mvnw", "exit 3");

        Process process = start(Map.of(), "test");

        assertThat(output(process)).contains("Slowest test classes");
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(checkout.resolve("target/built.new"))
                .as("it is no whole build")
                .exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --help", "load -h", "test --help", "bench -h", "bench store --help"})
    void explainsItselfWithoutABuild(String words) throws Exception {
        touchLater("pom.xml");

        assertThat(pms(words.split(" "))).contains("pms.cli.Pms");
        assertThat(mavenCalls()).isEmpty();
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
        assertThat(pms("bench", "overload"))
                .contains("pms.e2e.bench.OverloadBench " + checkout.toRealPath())
                .doesNotContain("synthea-patients.ndjson");
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
        Process process = start(environment, arguments);
        String said = output(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("pms").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment().remove("PMS_NO_BUILD");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
