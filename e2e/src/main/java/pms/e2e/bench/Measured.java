package pms.e2e.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pms.e2e.client.Accounts;
import pms.e2e.client.Gateway;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;

/**
 * Starts a system in an empty folder, measures what the project says it must reach, and prints it as Markdown. Asserts
 * nothing but that each command was acknowledged and each account opened once.
 *
 * <p>Arguments: the checkout, a file of FHIR patients, and optionally the data folder (made empty), the gateway's port
 * and the seconds of each load.
 */
public final class Measured {
    private static final int STEADY_PER_SECOND = 50;
    private static final int CALLERS = 64;
    /** They wait for their answers, so that a cold system is not asked for more than it can give. */
    private static final int WARMING_CALLERS = 4;

    private static final String ANSWER = "p95 under 150 ms";

    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private final Installation installation;
    private final Path file;
    private final Duration length;
    private final PrintStream out;
    private final MadeUpPatients patients = new MadeUpPatients();

    private Measured(Installation installation, Path file, Duration length, PrintStream out) {
        this.installation = installation;
        this.file = file;
        this.length = length;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: Measured CHECKOUT PATIENTS.ndjson [DATA-FOLDER [PORT [SECONDS]]]");
            System.exit(2);
        }
        List<String> given = List.of(arguments);
        CommandLine pms = new CommandLine(Path.of(given.get(0)));
        Path data = given.size() > 2 ? Path.of(given.get(2)) : pms.checkout().resolve("e2e/target/bench");
        int port = given.size() > 3 ? Integer.parseInt(given.get(3)) : 4104;
        int seconds = given.size() > 4 ? Integer.parseInt(given.get(4)) : 45;
        Path file = Path.of(given.get(1)).toAbsolutePath();
        new Measured(new Installation(pms, data, port), file, Duration.ofSeconds(seconds), System.out).run();
    }

    private void run() throws Exception {
        say("Starting in an empty folder");
        long fresh = System.nanoTime();
        installation.up("--fresh", "--demo").mustSucceed();
        double freshSeconds = secondsSince(fresh);
        try {
            say("Loading " + file);
            Loaded loaded = load();
            say("Stopping, and starting on the folder that is there now");
            installation.down().mustSucceed();
            long again = System.nanoTime();
            installation.up().mustSucceed();
            double againSeconds = secondsSince(again);
            Memory idle = Memory.of(installation);

            Gateway gateway = Gateway.login(installation.url());
            FeedLatency latency = new FeedLatency(gateway, patients);
            say("Warming up for " + WARM_UP.toSeconds() + " s");
            say("Warm: " + Throughput.measure(gateway, patients, WARMING_CALLERS, WARM_UP));
            say(STEADY_PER_SECOND + " commands/s for " + length.toSeconds() + " s");
            Percentiles feed = latency.measure(STEADY_PER_SECOND, length);
            say(CALLERS + " callers for " + length.toSeconds() + " s");
            Throughput throughput = Throughput.measure(gateway, patients, CALLERS, length);
            Memory busy = Memory.of(installation);
            say("One caller pages and searches among " + DirectoryReads.PATIENTS + " patients or more");
            DirectoryReads.Result directory = new DirectoryReads(gateway, patients).measure(file);
            Percentiles sync = Machine.sync(installation.data());

            out.println();
            out.println("Machine: " + Machine.describe() + ".");
            out.println();
            out.println("| what | must reach | measured |");
            out.println("|---|---|---|");
            row("`./pms up` on an existing folder", "under 30 s", seconds(againSeconds));
            row("`./pms up --fresh --demo`", "", seconds(freshSeconds));
            row("memory after `up`, PSS", "under 2 GB", memory(idle));
            row("memory after all loads below, PSS", "under 2 GB", memory(busy));
            row("`./pms load` of " + loaded.patients() + " patients", "", seconds(loaded.seconds()));
            row("from the end of the load until all are in each view", "under 2 s", loaded.views());
            row("accounts opened for them", "one each", loaded.accounts());
            row(
                    STEADY_PER_SECOND + " commands/s for " + length.toSeconds() + " s: from the 201 to the open feed",
                    "median under 50 ms",
                    feed.toString());
            row(CALLERS + " callers for " + length.toSeconds() + " s, each command fsynced", "", throughput.toString());
            row(
                    directory.patients() + " patients: a page from the list's beginning",
                    ANSWER,
                    directory.first().toString());
            row(
                    "a page anywhere in the list, to its end",
                    ANSWER,
                    directory.deep().toString());
            row(
                    "a search, an answer for each letter typed",
                    ANSWER,
                    directory.search().toString());
            row(
                    "of these, what finds all made-up patients",
                    ANSWER,
                    directory.everybody().toString());
            row("one small write with fdatasync alone, in the data folder", "", sync.toString());
        } finally {
            installation.down();
        }
    }

    private record Loaded(int patients, double seconds, String views, String accounts) {}

    private Loaded load() throws Exception {
        int count;
        try (Stream<String> lines = Files.lines(file)) {
            count = (int) lines.filter(line -> !line.isBlank()).count();
        }
        Gateway gateway = Gateway.login(installation.url());
        int grpcPort = installation.status().part("billing-grpc").grpcPort();
        try (Accounts accounts = Accounts.at("localhost:" + grpcPort, installation.secret("token.billing"));
                Arrival arrival = Arrival.watch(gateway, accounts, count)) {
            long start = System.nanoTime();
            installation.load(file).mustSucceed();
            long end = System.nanoTime();
            String views = arrival.of(count, end).entrySet().stream()
                    .map(each -> each.getKey() + " " + seconds(each.getValue() / 1e9))
                    .collect(Collectors.joining(", "));
            List<String> openings = arrival.openings();
            int different = new TreeSet<>(openings).size();
            if (openings.size() != count || different != count) {
                throw new IllegalStateException(openings.size() + " accounts for " + different + " of " + count);
            }
            return new Loaded(count, (end - start) / 1e9, views, openings.size() + " for " + different);
        }
    }

    private static String memory(Memory memory) {
        String parts = memory.byPart().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(each -> each.getKey() + " " + each.getValue() / 1024)
                .collect(Collectors.joining(", "));
        return memory.totalKib() / 1024 + " MiB (" + parts + ")";
    }

    private void row(String what, String bound, String measured) {
        out.println("| " + what + " | " + bound + " | " + measured + " |");
    }

    private void say(String what) {
        out.println(what + " ...");
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
