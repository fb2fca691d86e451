package pms.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfilesTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String LAYERS = "FROM eclipse-temurin:25-jdk AS layers";
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern EXPOSED = Pattern.compile("EXPOSE (\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"query-side", "billing-grpc", "analytics-projector", "edge-gateway"})
    void haveTheSameFirstStageSoThatItIsBuiltOnce(String service) throws IOException {
        assertThat(firstStage(service)).isEqualTo(firstStage("command-side"));
    }

    @Test
    void copyThePomOfEachModuleForMavenReadsThemAll() throws IOException {
        List<String> modules = MODULE.matcher(Files.readString(CHECKOUT.resolve("pom.xml")))
                .results()
                .map(found -> "COPY %1$s/pom.xml %1$s/pom.xml\n".formatted(found.group(1)))
                .toList();
        assertThat(firstStage("command-side")).contains(modules);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway"})
    void runAsNobodyInParticularAndAreAskedForTheirHealth(String service) throws IOException {
        String dockerfile = dockerfile(service);
        var exposed = EXPOSED.matcher(dockerfile);
        assertThat(exposed.find()).isTrue();
        assertThat(dockerfile)
                .contains("USER 10001:10001")
                .contains("CMD [\"health\", \"" + exposed.group(1) + "\"]")
                .contains("/pms/" + service + "/target/" + service + "-*.jar")
                .doesNotContain("# syntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schema", "command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway"})
    void leaveOutNothingThatServicesAreMadeOf(String module) throws IOException {
        List<String> leftOutAnywhere;
        try (var lines = Files.lines(CHECKOUT.resolve(".dockerignore"))) {
            leftOutAnywhere = lines.filter(line -> line.startsWith("**/") && !line.contains("src/"))
                    .map(line -> line.substring("**/".length()))
                    .toList();
        }
        try (var sources = Files.walk(CHECKOUT.resolve(module).resolve("src/main"))) {
            assertThat(sources.map(source -> source.getFileName().toString()))
                    .as("a package may be named like what is left out")
                    .doesNotContainAnyElementsOf(leftOutAnywhere);
        }
    }

    private static String firstStage(String service) throws IOException {
        String dockerfile = dockerfile(service);
        return dockerfile.substring(dockerfile.indexOf("FROM "), dockerfile.indexOf(LAYERS));
    }

    private static String dockerfile(String service) throws IOException {
        return Files.readString(CHECKOUT.resolve(service).resolve("Dockerfile"));
    }
}
