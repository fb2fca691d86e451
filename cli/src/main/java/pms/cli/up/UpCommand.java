package pms.cli.up;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pms.cli.folder.DataOption;
import pms.cli.gateway.PortNumber;
import pms.cli.keys.GivenKek;

/** {@code pms up}. */
@Command(
        name = "up",
        description = "Start PostgreSQL, Kafka and all services; Ctrl-C stops them.",
        footer = {
            "",
            "The first start makes the key file keys/kek in the data folder, which all personal data in it needs;",
            "with PMS_KEK_FILE or PMS_KEK in the environment, that key is used and no file is made.",
            "Without the demo, the first user is admin@pms.local, whose password is told once, or taken from",
            "PMS_ADMIN_PASSWORD."
        })
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--detach", description = "Return when the system is ready; ./pms down stops it.")
    private boolean detach;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "The gateway's port (default: ${DEFAULT-VALUE}).")
    private int port = 4004;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--fresh", description = "Delete all data of the folder first, its key as well.")
    private boolean fresh;

    @Option(
            names = "--demo",
            negatable = true,
            description = "With the demo login and 15 patients; on in a fresh folder, then remembered.")
    private @Nullable Boolean demo;

    @Option(
            names = "--tls",
            arity = "2",
            paramLabel = "FILE",
            description = "Speak TLS: a certificate and its private key (PEM).")
    private List<Path> tls = List.of();

    @Override
    public Integer call() throws InterruptedException {
        GivenKek kek = GivenKek.in(System.getenv()).orElse(null);
        UpSettings asked = new UpSettings(
                DataOption.checkout(),
                data.folder().root(),
                port,
                fresh,
                demo,
                kek,
                tls.isEmpty() ? null : TlsFiles.checked(tls),
                UpSettings.given(System.getenv()));
        if (detach) {
            return new DetachedRun(asked, System.out).start();
        }
        new SystemRun(asked, System.out).run();
        return 0;
    }
}
