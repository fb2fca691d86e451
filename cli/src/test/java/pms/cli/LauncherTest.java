package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code ./pms} in a checkout whose Maven and Java only say that they were called. */
class LauncherTest {
    @TempDir
    private Path checkout;

    private FakeCheckout fake = new FakeCheckout(Path.of(""));

    @BeforeEach
    void build() throws IOException {
        fake = FakeCheckout.built(checkout);
    }

    @Test
    void buildsEveryModuleButTheTestsOfTheWholeAndTheTemplates() throws Exception {
        Files.delete(checkout.resolve("target/built"));

        fake.pms("up");

        assertThat(fake.mavenCalls())
                .singleElement()
                .asString()
                .contains(" -pl " + String.join(",", FakeCheckout.MODULES) + " package");
    }

    @Test
    void runsWhatIsBuilt() throws Exception {
        assertThat(fake.pms("up", "--port", "4010")).contains("pms.cli.Pms up --port 4010");

        assertThat(fake.mavenCalls()).isEmpty();
    }

    @Test
    void buildsWhenASourceIsNewerThanTheLastBuild() throws Exception {
        fake.touchLater("query-side/src/main/java/A.java");

        assertThat(fake.pms("up")).contains("Building PMS", "pms.cli.Pms up");
        assertThat(fake.mavenCalls()).hasSize(1).first().asString().contains("package");
    }

    @Test
    void buildsWhenAJarIsMissing() throws Exception {
        Files.delete(checkout.resolve("edge-gateway/target/edge-gateway-1.jar"));

        fake.pms("up");

        assertThat(fake.mavenCalls()).hasSize(1);
    }

    @Test
    void doesNotBuildForACommandToARunningSystem() throws Exception {
        fake.touchLater("query-side/src/main/java/A.java");

        assertThat(fake.pms("status")).contains("pms.cli.Pms status");
        assertThat(fake.mavenCalls()).isEmpty();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        fake.program("mvnw", "echo '[ERROR] it does not compile'; exit 1");
        fake.touchLater("pom.xml");

        assertThat(fake.pms("up"))
                .contains("it does not compile", "the build failed")
                .doesNotContain("pms.cli.Pms up");
    }

    @Test
    void testRunsAllThatCiRuns() throws Exception {
        fake.pms("test");

        assertThat(fake.mavenCalls()).containsExactly("maven -T 2 verify");
    }

    @Test
    void testPassesOnWhatMavenIsToBeTold() throws Exception {
        fake.pms("test", "-T", "1", "-Dit.test=FeedIT");

        assertThat(fake.mavenCalls())
                .as("Maven takes the first of two")
                .containsExactly("maven -T 1 -Dit.test=FeedIT -T 2 verify");
    }

    @Test
    void testNamesTheSlowestTestsOfThisRun() throws Exception {
        Path earlier = checkout.resolve("cli/target/surefire-reports/TEST-earlier.xml");
        fake.write("cli/target/surefire-reports/TEST-earlier.xml", suite("a.EarlierTest", "99.1"));
        Files.setLastModifiedTime(earlier, FileTime.from(Instant.now().minusSeconds(60)));
        fake.write("made-by-maven/cli/target/surefire-reports/TEST-slowest.xml", suite("a.SlowestTest", "1,234.5"));
        fake.write("made-by-maven/e2e/target/failsafe-reports/TEST-slow.xml", suite("a.SlowIT", "23.5"));
        for (int i = 1; i <= 9; i++) {
            String report = "made-by-maven/schema/audit/target/surefire-reports/TEST-" + i + ".xml";
            fake.write(report, suite("a.Quick" + i + "Test", "0." + i));
        }
        fake.program("mvnw", "cp -r made-by-maven/* .");

        assertThat(fake.pms("test").lines().map(String::strip).filter(line -> line.matches("[0-9.]+ +a\\..*")))
                .hasSize(10)
                .startsWith("1234.5  a.SlowestTest", "23.5  a.SlowIT", "0.9  a.Quick9Test")
                .endsWith("0.2  a.Quick2Test");
    }

    private static String suite(String name, String seconds) {
        return "<testsuite version=\"3.0\" name=\"%s\" time=\"%s\" tests=\"1\">\n".formatted(name, seconds);
    }

    @Test
    void testFailsWhenMavenDoes() throws Exception {
        fake.program("mvnw", "exit 3");

        Process process = fake.start(Map.of(), "test");

        assertThat(FakeCheckout.output(process)).contains("Slowest test classes");
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(checkout.resolve("target/built.new"))
                .as("it is no whole build")
                .exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --help", "load -h", "test --help", "bench -h", "bench store --help"})
    void explainsItselfWithoutABuild(String words) throws Exception {
        fake.touchLater("pom.xml");

        assertThat(fake.pms(words.split(" "))).contains("pms.cli.Pms");
        assertThat(fake.mavenCalls()).isEmpty();
    }

    @Test
    void doesNotBuildInsideABuild() throws Exception {
        fake.touchLater("pom.xml");

        assertThat(fake.run(Map.of("PMS_NO_BUILD", "1"), "up")).contains("pms.cli.Pms up");
        assertThat(fake.mavenCalls()).isEmpty();
    }

    @Test
    void benchmarksTheSampleUnlessAnotherFileIsNamed() throws Exception {
        buildBenchmarks();
        fake.write("other.ndjson", "");

        assertThat(fake.pms("bench"))
                .contains("pms.e2e.bench.Measured " + checkout.toRealPath(), "synthea-patients.ndjson");
        assertThat(fake.pms("bench", checkout.resolve("other.ndjson").toString()))
                .contains("other.ndjson");
        assertThat(fake.pms("bench", "overload"))
                .contains("pms.e2e.bench.OverloadBench " + checkout.toRealPath())
                .doesNotContain("synthea-patients.ndjson");
        assertThat(fake.mavenCalls()).isEmpty();
    }

    private void buildBenchmarks() throws IOException {
        fake.write("e2e/pom.xml", "");
        fake.write("e2e/target/e2e-1.jar", "");
        fake.write("e2e/target/libs/d.jar", "");
        fake.write("target/built", "later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebuilt", "foo", "none.ndjson", "--minutes 3", "tokens command-side"})
    void startsNoBenchmarkThatItDoesNotKnow(String words) throws Exception {
        buildBenchmarks();

        Process process = fake.start(Map.of(), ("bench " + words).split(" "));

        assertThat(FakeCheckout.output(process).lines())
                .singleElement()
                .asString()
                .startsWith("pms: bench")
                .contains("there is no", "; say ");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(fake.mavenCalls()).isEmpty();
    }

    @Test
    void synthBuildsTheTemplatesModuleAloneAndRunsIt() throws Exception {
        fake.program("bin/node", "exit 0");
        fake.write("iac/target/class-path", "cdk.jar");

        String said = fake.run(Map.of("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH")), "synth");

        assertThat(said).contains("-cp iac/target/classes:cdk.jar pms.iac.Synth " + checkout.toRealPath() + "/iac");
        assertThat(fake.mavenCalls()).singleElement().asString().contains(" -pl iac package");
    }
}
