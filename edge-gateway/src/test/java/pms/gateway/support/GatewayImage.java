package pms.gateway.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The gateway's jar, extracted as {@code ./pms up} does it, with what the JVM made of its classes at the end of a first
 * run: all later ones take a third of the time to start.
 */
final class GatewayImage {

    private static final boolean AOT = Runtime.version().feature() >= 25;
    private static final Path FOLDER = Path.of("target", "gateway-process").toAbsolutePath();
    private static final Path CLASSES = FOLDER.resolve("classes");
    private static final Path JAR = extract();

    private GatewayImage() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> application() {
        return List.of("-jar", JAR.toString());
    }

    /** Options for the first run, which keeps the classes when it ends. */
    static List<String> record() {
        return List.of((AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + CLASSES, "-Xlog:disable");
    }

    /** Options for all later runs; none when there was no first. */
    static List<String> use() {
        return Files.exists(CLASSES)
                ? List.of((AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + CLASSES, "-Xlog:disable")
                : List.of();
    }

    /** Once for each run of the tests: an image that an earlier one left may be of another jar. */
    private static Path extract() {
        try {
            Path packaged = packaged();
            FileSystemUtils.deleteRecursively(FOLDER);
            Process extracting = new ProcessBuilder(
                            java(),
                            "-Djarmode=tools",
                            "-jar",
                            packaged.toString(),
                            "extract",
                            "--destination",
                            FOLDER.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (extracting.waitFor() != 0) {
                throw new IllegalStateException("the gateway's jar can't be extracted");
            }
            return FOLDER.resolve(packaged.getFileName());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static Path packaged() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("edge-gateway-[^/]*(?<!-sources)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the gateway's jar is not built: ./mvnw package"));
        }
    }
}
