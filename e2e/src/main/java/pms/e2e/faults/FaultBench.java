package pms.e2e.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import pms.e2e.bench.Options;
import pms.e2e.faults.report.Report;

/**
 * The fault suite from the command line: {@code ./pms bench faults}. Ends with 1 when a promise was broken.
 *
 * <p>Arguments: the checkout, then options with values.
 */
public final class FaultBench {
    private static final String USAGE = "usage: ./pms bench faults [--minutes 3] [--seed N] [--faults N]"
            + " [--callers 12] [--rate 60] [--feeds 3] [--out FOLDER] [--data FOLDER] [--port 4204]";
    private static final int SECONDS_PER_FAULT = 15;

    private FaultBench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, USAGE);
        Path data = options.path("--data", "e2e/target/faults");
        int port = options.number("--port", 4204);
        Result result = new FaultRun(options.checkout(), data, port, settings(options), System.out).run();
        System.out.println(Report.summary(result));
        System.out.println("Report: " + Report.write(result, options.path("--out", "e2e/target/fault-report")));
        System.exit(result.findings().count() == 0 && result.settled() ? 0 : 1);
    }

    private static Settings settings(Options options) {
        int minutes = options.number("--minutes", 3);
        return new Settings(
                options.number("--seed", ThreadLocalRandom.current().nextInt(1_000_000)),
                Duration.ofMinutes(minutes),
                options.number("--faults", minutes * 60 / SECONDS_PER_FAULT),
                options.number("--callers", 12),
                options.number("--rate", 60),
                options.number("--feeds", 3));
    }
}
