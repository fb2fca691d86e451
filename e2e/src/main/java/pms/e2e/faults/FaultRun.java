package pms.e2e.faults;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.faults.check.Checker;
import pms.e2e.faults.inject.Detours;
import pms.e2e.faults.inject.Injected;
import pms.e2e.faults.inject.Injector;
import pms.e2e.faults.inject.SmallDisk;
import pms.e2e.faults.load.Doors;
import pms.e2e.faults.load.FeedClients;
import pms.e2e.faults.load.Load;
import pms.e2e.faults.load.Tokens;
import pms.e2e.faults.plan.Plan;
import pms.e2e.faults.read.SystemReader;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;
import pms.e2e.system.Supervisor;

/** Starts a system in an empty folder, loads it while faults come, lets it come to rest, and compares. */
public final class FaultRun {
    /** No view holds anything before these are registered: the demo's patients come first. */
    private static final long FEEDS_BEGIN_AFTER = 0;

    private static final String NO_DISK = "; NOT TESTED: a full disk, for there is no small one: ";

    private final Path checkout;
    private final Path data;
    private final int port;
    private final Settings settings;
    private final PrintStream out;

    /**
     * Prepares a run.
     *
     * @param data is made empty
     */
    public FaultRun(Path checkout, Path data, int port, Settings settings, PrintStream out) {
        this.checkout = checkout;
        this.data = data.toAbsolutePath().normalize();
        this.port = port;
        this.settings = settings;
        this.out = out;
    }

    public Result run() throws Exception {
        Plan plan = Plan.of(settings.seed(), (int) settings.length().toSeconds(), settings.faults());
        say("Seed %d, %d faults in %d s:%n%s"
                .formatted(settings.seed(), settings.faults(), settings.length().toSeconds(), plan.describe()));
        Supervisor supervisor = new Supervisor(data);
        try (Detours detours = new Detours(supervisor)) {
            var pms = new CommandLine(checkout, Map.of("PMS_DETOURS", detours.variable()));
            var installation = new Installation(pms, data, port);
            if (Files.exists(data)) {
                installation.down();
            }
            try (SmallDisk disk = SmallDisk.under(data)) {
                say("Starting in an empty folder" + (disk.missing().isEmpty() ? "" : NO_DISK + disk.missing()));
                installation.up("--fresh", "--demo").mustSucceed();
                try {
                    return run(plan, installation, supervisor, detours, disk);
                } finally {
                    installation.down();
                }
            }
        }
    }

    private Result run(Plan plan, Installation installation, Supervisor supervisor, Detours detours, SmallDisk disk)
            throws Exception {
        Tokens tokens = new Tokens(installation.url());
        Doors doors = new Doors(tokens);
        try (Load load = Load.start(doors, settings.seed(), settings.callers(), settings.perSecond());
                FeedClients feeds = FeedClients.start(tokens, settings.seed(), settings.feeds(), FEEDS_BEGIN_AFTER)) {
            long begin = System.nanoTime();
            List<Injected> injected;
            List<SentCommand> commands;
            List<Sample> samples;
            try (Sampler sampler = Sampler.start(load, supervisor, begin)) {
                try (Injector injector =
                        new Injector(installation, supervisor, detours, disk, doors, one -> tell(one, load, begin))) {
                    injected = injector.carryOut(plan, begin);
                    park(settings.length().toNanos() - (System.nanoTime() - begin));
                    say("The load ends: %d commands acknowledged".formatted(load.acknowledged()));
                    commands = load.finish();
                }
                long loaded = System.nanoTime();
                Settling settling = new Settling(installation, supervisor);
                boolean settled = settling.await();
                double settleSeconds = (System.nanoTime() - loaded) / 1e9;
                say((settled ? "All parts are up and all followers at the end after %.1f s" : "No rest after %.1f s")
                        .formatted(settleSeconds));
                samples = sampler.samples();
                SystemReader reader = new SystemReader(installation, supervisor.status());
                List<FeedLog> seen = feeds.finish(reader.head());
                say("Reading everything");
                Evidence evidence = reader.read(commands, seen);
                return new Result(
                        settings,
                        plan,
                        injected,
                        samples,
                        evidence,
                        Checker.check(evidence),
                        begin,
                        settled,
                        settleSeconds);
            }
        }
    }

    private void tell(Injected one, Load load, long begin) {
        say(String.format(
                Locale.ROOT,
                "%7.1f s  %3d %s%s; %d acknowledged",
                (one.fromNanos() - begin) / 1e9,
                one.planned().number(),
                one.planned().fault().describe(),
                one.done() ? "" : " (found nothing to do it to)",
                load.acknowledged()));
    }

    private static void park(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(200), until - System.nanoTime()));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void say(String what) {
        out.println(what);
        out.flush();
    }
}
