package pms.e2e.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import pms.e2e.faults.report.Report;

/**
 * The fault suite from the command line: {@code ./pms bench faults}. Ends with 1 when a promise was broken.
 *
 * <p>Arguments: the checkout, then options with values.
 */
public final class FaultBench {
    private static final Set<String> OPTIONS =
            Set.of("--minutes", "--seed", "--faults", "--callers", "--rate", "--feeds", "--out", "--data", "--port");
    private static final String USAGE = "usage: ./pms bench faults [--minutes 3] [--seed N] [--faults N]"
            + " [--callers 12] [--rate 60] [--feeds 3] [--out FOLDER] [--data FOLDER] [--port 4204]";
    private static final int SECONDS_PER_FAULT = 15;

    private FaultBench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < given.size(); i += 2) {
            if (!OPTIONS.contains(given.get(i)) || i + 1 == given.size()) {
                fail(given.get(i) + " is not understood\n" + USAGE);
            }
            options.put(given.get(i), given.get(i + 1));
        }
        if (given.isEmpty()) {
            fail(USAGE);
        }
        Path checkout = Path.of(given.getFirst()).toAbsolutePath().normalize();
        Path data = Path.of(options.getOrDefault(
                "--data", checkout.resolve("e2e/target/faults").toString()));
        int port = number(options, "--port", 4204);
        Result result = new FaultRun(checkout, data, port, settings(options), System.out).run();
        System.out.println(Report.summary(result));
        String out = options.get("--out");
        if (out != null) {
            System.out.println("Report: " + Report.write(result, Path.of(out)));
        }
        System.exit(result.findings().count() == 0 && result.settled() ? 0 : 1);
    }

    private static Settings settings(Map<String, String> options) {
        int minutes = number(options, "--minutes", 3);
        String seed = options.get("--seed");
        return new Settings(
                seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : Long.parseLong(seed),
                Duration.ofMinutes(minutes),
                number(options, "--faults", minutes * 60 / SECONDS_PER_FAULT),
                number(options, "--callers", 12),
                number(options, "--rate", 60),
                number(options, "--feeds", 3));
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        String value = options.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(2);
    }
}
