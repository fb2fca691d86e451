package pms.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;

class ServiceImageTest {
    private static final int SYSTEMS = 3;

    @TempDir
    private Path checkout;

    /** The service: notes beside its jar what is done with it, and lets itself be extracted. */
    static final class Noting {
        private Noting() {}

        public static void main(String[] arguments) throws IOException {
            boolean isExtracting = arguments.length > 0;
            if (isExtracting) {
                Path jar = Path.of(System.getProperty("java.class.path"));
                Files.copy(jar, Path.of(arguments[arguments.length - 1]).resolve(jar.getFileName()));
            }
            Files.writeString(
                    isExtracting ? Path.of("../notes") : Path.of("../../notes"),
                    isExtracting ? "extracted\n" : "trained\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** One {@code ./pms up} of several: a folder of its own, and the services of the same checkout. */
    static final class Preparing {
        private Preparing() {}

        public static void main(String[] arguments) {
            Path checkout = Path.of(arguments[0]);
            DataFolder data = new DataFolder(checkout.resolve("data-" + arguments[1]));
            data.open();
            Secrets secrets = Secrets.of(Settings.of(data), Map.of(), Map.of(), Map.of(), null);
            new ServiceImage(checkout, Service.ALL.getFirst())
                    .prepare(Wiring.choose(4004, secrets, false, null), data.log("command-side"));
        }
    }

    @Test
    void isPreparedOnceHoweverManySystemsStartAtOnce() throws Exception {
        Path target = Files.createDirectories(checkout.resolve("command-side/target"));
        RefusedStartTest.jar(target.resolve("command-side-1.jar"), Noting.class);

        List<Process> systems = new ArrayList<>();
        for (int i = 0; i < SYSTEMS; i++) {
            systems.add(new ProcessBuilder(
                            JavaRuntime.java(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Preparing.class.getName(),
                            checkout.toString(),
                            Integer.toString(i))
                    .redirectErrorStream(true)
                    .start());
        }

        for (Process system : systems) {
            String said = new String(system.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(system.waitFor()).as(said).isZero();
        }
        assertThat(target.resolve("notes")).content().isEqualTo("extracted\ntrained\n");
    }
}
