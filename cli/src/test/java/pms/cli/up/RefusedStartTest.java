package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;

/** A command-side that does not start with the key that it gets. */
class RefusedStartTest {
    private static final String REFUSAL = "Nothing was changed, command-side does not start: the key is wrong";

    @TempDir
    private Path parent;

    private DataFolder data = new DataFolder(Path.of(""));

    @SuppressWarnings("NullAway.Init")
    private Wiring wiring;

    @SuppressWarnings("NullAway.Init")
    private ServiceImage image;

    /** The service. */
    static final class Refusing {
        private Refusing() {}

        public static void main(String[] arguments) {
            System.out.println("ERROR : " + (System.getenv("PMS_KEK") == null ? "no key" : REFUSAL));
            throw new IllegalStateException("with a stack trace");
        }
    }

    @BeforeEach
    void build() throws IOException {
        data = new DataFolder(parent.resolve("data"));
        data.open();
        wiring = Wiring.choose(
                4004, Secrets.of(Settings.of(data), Map.of("PMS_KEK", "wrong"), Map.of(), Map.of(), null), false, null);
        Path target = Files.createDirectories(parent.resolve("command-side/target"));
        Path jar = jar(target.resolve("command-side-1.jar"), Refusing.class);
        image = new ServiceImage(parent, Service.ALL.getFirst());
        Files.createDirectories(image.folder());
        Files.copy(jar, image.folder().resolve(jar.getFileName()));
    }

    @Test
    void isExplainedInOneLine() {
        ServicePart part = new ServicePart(image, wiring, data, HttpClient.newHttpClient());

        assertThatThrownBy(() -> part.start(process -> {}))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.isLasting()).isTrue())
                .hasMessage(REFUSAL);
    }

    @Test
    void isExplainedWhenTheServiceIsTrainedAndDoesNotMakeTheServiceUntrainable() {
        assertThatThrownBy(() -> image.prepare(wiring, data.log("command-side")))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage(REFUSAL);

        assertThat(image.isTrained()).isFalse();
    }

    /** A jar of one class that can be run. */
    static Path jar(Path file, Class<?> type) throws IOException {
        String main = type.getName();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        String entry = main.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                var code = Objects.requireNonNull(type.getResourceAsStream("/" + entry))) {
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
        }
        return file;
    }
}
