package pms.e2e.faults.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pms.e2e.faults.Result;
import pms.e2e.faults.check.Violation;
import pms.e2e.faults.inject.Injected;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.SentCommand.Rejected;

/** What a run came to, as Markdown with a plot. */
public final class Report {
    private Report() {}

    /**
     * Writes the report and its plot.
     *
     * @param folder is made when it is missing
     * @return the report
     */
    public static Path write(Result result, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("faults.svg"), Plot.of(result));
        Path report = folder.resolve("faults.md");
        Files.writeString(report, whole(result));
        return report;
    }

    /** The figures and the violations. */
    public static String summary(Result result) {
        StringBuilder text = new StringBuilder();
        text.append("| what | how many |\n|---|---|\n");
        figures(result).forEach((what, much) -> text.append("| %s | %s |\n".formatted(what, much)));
        text.append('\n').append(verdict(result));
        return text.toString();
    }

    private static Map<String, String> figures(Result result) {
        var evidence = result.evidence();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("seed", Long.toString(result.settings().seed()));
        rows.put("length", result.settings().length().toSeconds() + " s");
        rows.put("faults injected", result.faults() + " of " + result.injected().size());
        rows.put("commands acknowledged", Long.toString(result.acknowledged()));
        rows.put("of these at a later try", Long.toString(result.retried()));
        rows.put("commands rejected", result.rejected() + " (" + codes(result) + ")");
        rows.put("commands without an answer in the end", Long.toString(result.unknown()));
        rows.put("events stored", Integer.toString(evidence.store().size()));
        rows.put("records in the topic", Integer.toString(evidence.topic().size()));
        rows.put("of these sent again", Long.toString(result.findings().resentRecords()));
        rows.put("accounts", Integer.toString(evidence.accounts().size()));
        rows.put(
                "feed clients and their connections",
                evidence.feeds().size() + ", "
                        + evidence.feeds().stream()
                                .mapToInt(FeedLog::connections)
                                .sum());
        rows.put(
                "from the end of the load until all was at rest",
                result.settled() ? seconds(result.settleSeconds()) : "never");
        rows.put("violations", Long.toString(result.findings().count()));
        return rows;
    }

    private static String codes(Result result) {
        Map<String, Long> codes = result.evidence().commands().stream()
                .map(each -> each.outcome() instanceof Rejected rejected ? rejected.code() : "")
                .filter(code -> !code.isEmpty())
                .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
        return codes.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String verdict(Result result) {
        if (result.findings().count() == 0) {
            return result.settled() ? "No violation.\n" : "No violation, but the system did not come to rest.\n";
        }
        StringBuilder text = new StringBuilder("Violations, the first of each kind:\n\n");
        result.findings().counts().forEach((kind, count) -> text.append("- %s: %d\n".formatted(kind, count)));
        text.append('\n');
        for (Violation violation : result.findings().violations()) {
            text.append("- %s: %s\n".formatted(violation.kind(), violation.what()));
        }
        return text.toString();
    }

    private static String whole(Result result) {
        return """
                # Faults under load

                Commands through the gateway while parts of the system are killed, frozen, restarted, cut off and joined;
                afterwards everything that is stored is compared with what the callers know
                ([how](../../e2e/README.md#the-fault-suite)). The same again:

                    ./pms bench faults --minutes %d --faults %d --rate %d --callers %d --seed %d

                %s
                ![Throughput and lag over time, with the faults](faults.svg)

                ## The plan

                | | planned | began | ended | fault |
                |---|---|---|---|---|
                %s""".formatted(
                        result.settings().length().toMinutes(),
                        result.settings().faults(),
                        result.settings().perSecond(),
                        result.settings().callers(),
                        result.settings().seed(),
                        summary(result),
                        plan(result));
    }

    private static String plan(Result result) {
        StringBuilder text = new StringBuilder();
        for (Injected each : result.injected()) {
            text.append("| %d | %s | %s | %s | %s%s |\n"
                    .formatted(
                            each.planned().number(),
                            seconds(each.planned().atSeconds()),
                            seconds((each.fromNanos() - result.beginNanos()) / 1e9),
                            seconds((each.toNanos() - result.beginNanos()) / 1e9),
                            each.planned().fault().describe(),
                            each.done() ? "" : " (found nothing to do it to)"));
        }
        return text.toString();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
