package pms.e2e.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pms.e2e.client.Gateway;
import pms.e2e.system.CommandLine;
import pms.e2e.system.Installation;

/**
 * What becomes of more commands than the system can carry out: {@code ./pms bench overload}. Starts a system in an empty
 * folder, finds out how many commands a second it carries out for callers that wait for their answers, then offers that
 * many, twice and five times as many, whatever is answered. Ends with 1 when something else came than 201 and what says
 * when to come again, or the system does not answer afterwards.
 *
 * <p>Arguments: the checkout, then options with values.
 */
public final class OverloadBench {
    private static final String USAGE = "usage: ./pms bench overload [--seconds 15] [--data FOLDER] [--port 4304]";
    private static final int CALLERS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int[] TIMES = {1, 2, 5};

    private final Installation installation;
    private final Duration length;
    private final PrintStream out;

    private OverloadBench(Installation installation, Duration length, PrintStream out) {
        this.installation = installation;
        this.length = length;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, USAGE);
        Installation installation = new Installation(
                new CommandLine(options.checkout()),
                options.path("--data", "e2e/target/overload"),
                options.number("--port", 4304));
        Duration length = Duration.ofSeconds(options.number("--seconds", 15));
        boolean good = new OverloadBench(installation, length, System.out).run();
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        say("Starting in an empty folder");
        installation.up("--fresh", "--demo").mustSucceed();
        try {
            MadeUpPatients patients = new MadeUpPatients();
            Gateway gateway = Gateway.login(installation.url());
            say("Warming up for " + WARM_UP.toSeconds() + " s");
            Throughput.measure(gateway, patients, CALLERS, WARM_UP);
            say("What " + CALLERS + " callers reach in " + length.toSeconds() + " s");
            double capacity =
                    Throughput.measure(gateway, patients, CALLERS, length).commandsPerSecond();
            List<Offered> all = new ArrayList<>();
            for (int times : TIMES) {
                say("%d times %.0f commands/s for %d s".formatted(times, capacity, length.toSeconds()));
                all.add(Offered.measure(
                        Gateway.login(installation.url()), patients, times, (int) (times * capacity), length));
            }
            print(capacity, all);
            boolean answers = Gateway.login(installation.url())
                            .post("/api/patients", patients.next())
                            .status()
                    == 201;
            out.println(answers ? "The system answers as before." : "THE SYSTEM DOES NOT ANSWER.");
            return answers && all.stream().allMatch(Offered::isGood);
        } finally {
            installation.down();
        }
    }

    private void print(double capacity, List<Offered> all) throws Exception {
        out.println();
        out.println("Machine: " + Machine.describe() + ".");
        out.println(
                String.format(Locale.ROOT, "Capacity: %.0f commands/s, by %d callers that wait.", capacity, CALLERS));
        out.println();
        out.println(
                "| offered | commands/s sent | accepted/s | shed/s | of these 429, 503 | else | latency of the accepted |");
        out.println("|---|---|---|---|---|---|---|");
        all.forEach(out::println);
        out.println();
    }

    private void say(String what) {
        out.println(what + " ...");
        out.flush();
    }
}
