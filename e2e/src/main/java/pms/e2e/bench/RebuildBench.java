package pms.e2e.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;
import tools.jackson.databind.JsonNode;

/**
 * How fast all analytics are built anew from events: {@code ./pms bench rebuild}. Starts a system in an empty folder,
 * fills the topic with events made from the samples, lets the live views get there, and rebuilds them while queries go
 * on. Prints the rate beside that of only reading and decoding, the service's memory, how long queries took with and
 * without a rebuild, and whether the hashes are equal; ends with 1 when one is not.
 *
 * <p>Services run with the full compiler ({@code PMS_JVM_OPTIONS}), as in a container; {@code ./pms up} saves its time.
 */
public final class RebuildBench {
    private static final String USAGE =
            "usage: ./pms bench rebuild [--events 1000000] [--rounds 2] [--seed 1] [--data FOLDER] [--port 4504]";
    private static final Duration CATCH_UP = Duration.ofMinutes(15);
    private static final Duration REBUILD = Duration.ofMinutes(15);
    private static final Duration BASELINE = Duration.ofSeconds(20);
    private static final String PART = "analytics-projector";

    private final Installation installation;
    private final int events;
    private final int rounds;
    private final long seed;
    private final PrintStream out;

    private RebuildBench(Installation installation, int events, int rounds, long seed, PrintStream out) {
        this.installation = installation;
        this.events = events;
        this.rounds = rounds;
        this.seed = seed;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, USAGE);
        Installation installation = new Installation(
                new CommandLine(options.checkout()),
                options.path("--data", "e2e/target/rebuild"),
                options.number("--port", 4504));
        RebuildBench bench = new RebuildBench(
                installation,
                options.number("--events", 1_000_000),
                options.number("--rounds", 2),
                options.number("--seed", 1),
                System.out);
        System.exit(bench.run(options.checkout().resolve("cli/samples")) ? 0 : 1);
    }

    private boolean run(Path samples) throws Exception {
        say("Starting in an empty folder");
        installation.up("--fresh", "--demo").mustSucceed();
        try {
            // Who else follows the topic would take the cores of what is measured.
            installation.stop("query-side").mustSucceed();
            EventTopic topic =
                    new EventTopic(installation.status().part("kafka").port());
            say("Writing %,d events".formatted(events));
            long begun = System.nanoTime();
            long last = topic.write(new HospitalEvents(samples, seed), events);
            say("Waiting for the live views");
            Waiting.until("the live views", begun, CATCH_UP, () -> {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                return position() >= last;
            });
            out.printf(
                    Locale.ROOT, "live views: %,.0f events/s, from the first that was written%n", rate(events, begun));
            begun = System.nanoTime();
            long read = topic.readAndDecode(last);
            out.printf(Locale.ROOT, "only read and decoded: %,.0f events/s%n", rate(read, begun));
            return measure();
        } finally {
            installation.down();
        }
    }

    private boolean measure() throws Exception {
        out.println("Machine: " + Machine.describe() + ".");
        Percentiles quiet;
        try (QueriesBeside queries = QueriesBeside.start(Gateway.login(installation.url()))) {
            LockSupport.parkNanos(BASELINE.toNanos());
            quiet = queries.end();
        }
        out.println("queries without a rebuild: " + quiet);
        boolean equal = true;
        for (int round = 1; round <= rounds; round++) {
            equal &= rebuild(round, quiet);
        }
        return equal;
    }

    private boolean rebuild(int round, Percentiles quiet) throws Exception {
        Gateway gateway = Gateway.login(installation.url());
        ServiceProcess service =
                new ServiceProcess(installation.status().part(PART).pid());
        ServiceProcess database =
                new ServiceProcess(installation.status().part("postgres").pid());
        Duration cpu = service.cpu();
        Duration databaseCpu = database.cpuWithChildren();
        try (QueriesBeside queries = QueriesBeside.start(gateway)) {
            long begun = System.nanoTime();
            Answer accepted = gateway.post("/api/analytics/rebuilds", Map.of("view", "analytics"));
            if (accepted.status() != 202) {
                throw new IllegalStateException("the rebuild answered " + accepted.status() + ": " + accepted.text());
            }
            String id = accepted.json().path("id").asString();
            JsonNode report = accepted.json();
            Map<String, Double> seconds = new LinkedHashMap<>();
            long looked = begun;
            while (report.path("endedAt").isMissingNode()) {
                if (System.nanoTime() - begun > REBUILD.toNanos()) {
                    throw new IllegalStateException("the rebuild did not end: " + report);
                }
                LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
                service.look();
                seconds.merge(
                        report.path("phase").asString().toLowerCase(Locale.ROOT),
                        (System.nanoTime() - looked) / 1e9,
                        Double::sum);
                looked = System.nanoTime();
                report = gateway.read("/api/analytics/rebuilds/" + id);
            }
            Percentiles beside = queries.end();
            boolean equal = report.path("state").asString().equals("SWITCHED")
                    && !report.path("comparison").isEmpty()
                    && report.path("comparison")
                            .valueStream()
                            .allMatch(view -> view.path("equal").asBoolean());
            long done = report.path("events").path("done").asLong();
            out.printf(
                    Locale.ROOT,
                    "rebuild %d: %,.0f events/s from the call to the switch (%.1f s), %s, %s views %s%n",
                    round,
                    rate(done, begun),
                    (System.nanoTime() - begun) / 1e9,
                    report.path("state").asString(),
                    report.path("comparison").size(),
                    equal ? "equal" : "NOT EQUAL");
            out.printf(
                    Locale.ROOT,
                    "  memory of the service at most %d MiB; CPU an event: %.1f us of its own, %.1f us of PostgreSQL's%n",
                    service.mostMib(),
                    service.cpu().minus(cpu).toNanos() / 1e3 / done,
                    database.cpuWithChildren().minus(databaseCpu).toNanos() / 1e3 / done);
            out.println("  seconds, by what it was seen at: "
                    + seconds.entrySet().stream()
                            .map(phase -> String.format(Locale.ROOT, "%s %.1f", phase.getKey(), phase.getValue()))
                            .collect(Collectors.joining(", ")));
            out.printf(Locale.ROOT, "  queries beside it: %s (p99 %.1f times)%n", beside, beside.p99() / quiet.p99());
            return equal;
        }
    }

    private long position() {
        return installation.status().projections().stream()
                .filter(progress -> progress.name().equals("analytics"))
                .mapToLong(progress -> progress.position())
                .findFirst()
                .orElse(-1);
    }

    private static double rate(long count, long sinceNanos) {
        return count / ((System.nanoTime() - sinceNanos) / 1e9);
    }

    private void say(String what) {
        out.println(what + " ...");
        out.flush();
    }
}
