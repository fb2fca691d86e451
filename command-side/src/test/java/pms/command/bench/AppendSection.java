package pms.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends by the store and by all that it is compared to, side by side on one server. */
final class AppendSection {

    private static final int[] CALLERS = {1, 64, 256, 1024};
    private static final int WARM_CALLERS = 64;

    private final Report report;
    private final Plan plan;

    AppendSection(Report report, Plan plan) {
        this.report = report;
        this.plan = plan;
    }

    void run() {
        List<Competitor> competitors = new ArrayList<>(
                List.of(new OurStore(), new OurEngine(), new AxonJpa(), new OneTransactionEach(), new PlainInsert()));
        Pgbench.find().ifPresentOrElse(competitors::add, () -> report.progress("pgbench is not installed: left out"));
        try {
            report.progress("warming up");
            for (Competitor competitor : competitors) {
                competitor.run(Math.min(WARM_CALLERS, competitor.mostCallers()), plan.warmUp());
            }
            report.title("Append: one event of " + Samples.PAYLOAD_BYTES + " bytes");
            report.line(
                    "Median of " + plan.rounds() + " rounds of " + plan.round().toSeconds()
                            + " s, least and most in brackets; the ratio is this store to the other, round by round.");
            report.line("");
            report.header("callers", "what", "appends/s", "p50 ms", "p99 ms", "this store is faster by");
            for (int callers : CALLERS) {
                table(callers, compared(competitors, callers));
            }
        } finally {
            competitors.forEach(Competitor::close);
        }
    }

    private Map<String, List<Round>> compared(List<Competitor> competitors, int callers) {
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (Competitor competitor : competitors) {
                if (competitor.mostCallers() < callers) {
                    continue;
                }
                report.progress(callers + " callers, round " + (round + 1) + ": " + competitor.name());
                rounds.computeIfAbsent(competitor.name(), name -> new ArrayList<>())
                        .add(competitor.run(callers, plan.round()));
            }
        }
        return rounds;
    }

    private void table(int callers, Map<String, List<Round>> compared) {
        String first = compared.keySet().iterator().next();
        List<Round> ours = compared.getOrDefault(first, List.of());
        compared.forEach((name, rounds) -> report.row(
                Integer.toString(callers),
                name,
                Spread.of(rounds, Round::perSecond).count(),
                Spread.of(rounds, Round::p50).millis(),
                Spread.of(rounds, Round::p99).millis(),
                name.equals(first)
                        ? ""
                        : Spread.ratio(ours, rounds, Round::perSecond).times()));
    }

    /** How long is measured. */
    record Plan(int rounds, Duration round, Duration warmUp) {

        static Plan full() {
            return new Plan(5, Duration.ofSeconds(4), Duration.ofSeconds(10));
        }

        static Plan quick() {
            return new Plan(1, Duration.ofSeconds(2), Duration.ofSeconds(2));
        }
    }
}
