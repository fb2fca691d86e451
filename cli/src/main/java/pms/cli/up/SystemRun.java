package pms.cli.up;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pms.cli.control.ControlServer;
import pms.cli.demo.DemoPatients;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.folder.LogFiles;
import pms.cli.folder.Settings;
import pms.cli.gateway.GatewayClient;
import pms.cli.keys.GivenKek;
import pms.cli.keys.KekFile;
import pms.cli.keys.KeyFile;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartMarks;

/**
 * One run of the whole system on a data folder, from the lock to the last part's end. What was started is stopped when
 * the JVM ends, for whatever reason it does.
 */
final class SystemRun {
    /** The line that begins with this says that the system can be used. */
    static final String READY = "PMS ready: ";

    /** The line that begins with this names the user that a system without a demo begins with. */
    static final String FIRST_USER = "First user: ";

    private final UpSettings asked;
    private final DataFolder data;
    private final PrintStream out;
    private final HttpClient http;

    SystemRun(UpSettings asked, PrintStream out) {
        this.asked = asked;
        this.data = new DataFolder(asked.data());
        this.out = out;
        TlsFiles tls = asked.tls();
        this.http = GatewayClient.client(Optional.ofNullable(tls).map(TlsFiles::certificate));
    }

    /** Starts everything, says so, and returns when the system was asked to stop. */
    void run() throws InterruptedException {
        long begun = System.nanoTime();
        data.open();
        FolderLock lock = FolderLock.tryTake(data)
                .orElseThrow(() -> new RuntimeFailure("PMS already runs on " + data.root() + " (./pms down stops it)"));
        PartMarks marks = new PartMarks(data);
        marks.stopLeftovers(part -> out.println(part + " was left running by an earlier run: stopping it"));
        requireFreePort();
        if (asked.fresh()) {
            data.wipe();
        }
        Map<String, String> kek = kek();
        LogFiles.of(data).rotate();
        Settings settings = Settings.of(data);
        boolean demo = chooseDemo(settings);
        FirstAdmin admin = demo || settings.hasUsers() ? null : firstAdmin();
        Secrets secrets = Secrets.of(
                settings,
                kek,
                KeyFile.signing(data).prepare(settings, asked.given()),
                KeyFile.audit(data).prepare(settings, asked.given()),
                admin);
        Detours detours = Detours.parse(asked.given().getOrDefault(Detours.VARIABLE, ""));
        Wiring wiring = Wiring.choose(asked.port(), secrets, demo, asked.tls(), detours);
        settings.rememberCertificate(asked.tls() == null ? null : asked.tls().certificate());
        List<ServiceImage> images = Service.ALL.stream()
                .map(service -> new ServiceImage(asked.checkout(), service))
                .toList();
        Supervisor supervisor =
                new Supervisor(wiring, parts(wiring, images), marks, settings.operatorToken(), http, out);
        ControlServer control = ControlServer.open(data, supervisor);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, control, lock), "stop"));
        Thread.ofVirtual().name("logs").start(LogFiles.of(data)::keepBounded);
        try {
            supervisor.startStores();
            new Preparation(images, wiring, data, out).run();
            supervisor.startServices();
            announce(settings, demo, admin, begun);
            supervisor.awaitDown();
        } catch (RuntimeFailure failure) {
            if (!supervisor.isEnding()) {
                throw failure;
            }
        }
    }

    /** What command-side is told of its key-encryption key; the folder has one of its own unless another was given. */
    private Map<String, String> kek() {
        GivenKek given = asked.kek();
        KekFile file = new KekFile(data);
        if (given == null) {
            file.prepare(out);
        }
        Settings.of(data).rememberKekVariable(given == null ? "" : given.variable());
        return given == null ? file.variables() : given.variables();
    }

    private List<Part> parts(Wiring wiring, List<ServiceImage> images) {
        List<Part> parts = new ArrayList<>();
        parts.add(new PostgresPart(data, wiring.postgres(), wiring.secrets().roles()));
        parts.add(new KafkaPart(data, wiring.kafka(), wiring.detours()));
        images.forEach(image -> parts.add(new ServicePart(image, wiring, data, http)));
        return parts;
    }

    private void announce(Settings settings, boolean demo, @Nullable FirstAdmin admin, long begun) {
        GatewayClient gateway = GatewayClient.on(data, asked.port());
        gateway.awaitHealthy();
        if (demo && !settings.demoPatientsSent()) {
            out.println(DemoPatients.register(gateway) + " demo patients registered");
            settings.rememberDemoPatientsSent();
        }
        if (admin != null) {
            tell(admin);
            settings.rememberUsers();
        }
        out.printf("All parts ready in %.1f s%n", (System.nanoTime() - begun) / 1e9);
        out.println(READY
                + GatewayClient.address(data, asked.port())
                + (demo
                        ? "  (demo login: " + GatewayClient.DEMO_EMAIL + " / " + GatewayClient.DEMO_PASSWORD + ")"
                        : ""));
        out.flush();
    }

    private FirstAdmin firstAdmin() {
        String password = asked.given().get(UpSettings.ADMIN_PASSWORD);
        return password == null ? FirstAdmin.create() : new FirstAdmin(FirstAdmin.EMAIL, password);
    }

    /** The password only when it was made up here: whoever gave it knows it. */
    private void tell(FirstAdmin admin) {
        out.println(FIRST_USER
                + admin.email()
                + (asked.given().containsKey(UpSettings.ADMIN_PASSWORD)
                        ? ""
                        : ", password " + admin.password() + " (told this once: change it)"));
    }

    private boolean chooseDemo(Settings settings) {
        Boolean said = asked.demo();
        boolean demo = said != null ? said : settings.demo().orElse(true);
        settings.rememberDemo(demo);
        return demo;
    }

    private void requireFreePort() {
        if (!FreePorts.isFree(asked.port())) {
            throw new RuntimeFailure(
                    "Port " + asked.port() + " is in use by another program: free it, or choose one with --port");
        }
    }

    /** The commands are answered until the end: they see the parts go down. */
    private void stop(Supervisor supervisor, ControlServer control, FolderLock lock) {
        out.println("Stopping");
        supervisor.stopAll();
        control.close();
        lock.close();
        out.println("PMS stopped");
        out.flush();
    }
}
