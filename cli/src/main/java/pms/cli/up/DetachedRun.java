package pms.cli.up;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pms.cli.folder.DataFolder;
import pms.cli.folder.LogReader;
import pms.cli.keys.GivenKek;
import pms.cli.runtime.Launch;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;

/** Runs the supervisor as a process of its own, and shows what it says until the system is ready. */
record DetachedRun(UpSettings asked, PrintStream out) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Returns 0 when the system is ready, and the supervisor's exit code when it ended instead. */
    int start() throws InterruptedException {
        DataFolder data = new DataFolder(asked.data());
        data.open();
        Path log = data.log("pms");
        LogReader said = LogReader.fromEnd(log);
        GivenKek kek = asked.kek();
        Map<String, String> passedOn = new HashMap<>(asked.given());
        passedOn.putAll(kek == null ? Map.of() : kek.variables());
        // Told here and not by the supervisor, whose words end in a log.
        String password = PrivateFiles.secret();
        boolean madeUp = passedOn.putIfAbsent(UpSettings.ADMIN_PASSWORD, password) == null;
        Process supervisor = new Launch(command(), passedOn, asked.checkout(), log).start();
        Thread stopToo = new Thread(supervisor::destroy, "stop");
        Runtime.getRuntime().addShutdownHook(stopToo);
        while (true) {
            boolean alive = supervisor.isAlive();
            List<String> lines = said.next();
            lines.stream()
                    .map(line -> madeUp && line.startsWith(SystemRun.FIRST_USER)
                            ? line + ", password " + password + " (told this once: change it)"
                            : line)
                    .forEach(out::println);
            out.flush();
            if (lines.stream().anyMatch(line -> line.startsWith(SystemRun.READY))) {
                Runtime.getRuntime().removeShutdownHook(stopToo);
                return 0;
            }
            if (!alive) {
                return Math.max(1, supervisor.waitFor());
            }
            if (!Waiting.pause(LOOK_EVERY)) {
                throw new RuntimeFailure("Interrupted");
            }
        }
    }

    /** The same program with the same JVM options, in the foreground of its own session. */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(JavaRuntime.java()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "pms.cli.Pms", "up"));
        command.addAll(List.of(
                "--port", Integer.toString(asked.port()), "--data", asked.data().toString()));
        if (asked.fresh()) {
            command.add("--fresh");
        }
        TlsFiles tls = asked.tls();
        if (tls != null) {
            command.addAll(
                    List.of("--tls", tls.certificate().toString(), tls.key().toString()));
        }
        Boolean demo = asked.demo();
        if (demo != null) {
            command.add(demo ? "--demo" : "--no-demo");
        }
        return command;
    }
}
