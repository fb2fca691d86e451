package pms.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;
import pms.e2e.system.Outcome;
import pms.e2e.system.Supervisor;

/**
 * A system in an empty data folder of the build, started with {@code ./pms up}.
 *
 * @param firstUp what {@code up} said
 * @param firstList the directory as soon as 15 patients were in it
 */
public record LocalSystem(
        CommandLine pms, Installation installation, Supervisor supervisor, Outcome firstUp, Answer firstList) {

    static LocalSystem start() {
        CommandLine pms = new CommandLine(Path.of(System.getProperty("pms.checkout", "..")));
        Path data = pms.checkout().resolve("e2e/target/data");
        Installation installation = new Installation(pms, data, freePort());
        if (Files.exists(data)) {
            // A run that was cut short may have left it running; down is content when nothing runs.
            installation.down();
        }
        try {
            Outcome up = installation.up("--fresh", "--demo").mustSucceed();
            Gateway gateway = Gateway.login(installation.url());
            Answer list = await().atMost(60, SECONDS)
                    .until(
                            () -> gateway.get("/api/patients?size=200"),
                            answer -> answer.json().size() >= 15);
            return new LocalSystem(pms, installation, new Supervisor(data), up, list);
        } catch (RuntimeException e) {
            installation.down();
            throw e;
        }
    }

    void stop() {
        installation.down().mustSucceed();
    }

    /** A port that nobody listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
