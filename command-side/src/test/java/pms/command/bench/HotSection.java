package pms.command.bench;

import java.time.Duration;

/** Many callers on one patient. */
final class HotSection {

    private final Report report;
    private final int rounds;
    private final Duration length;

    HotSection(Report report, int rounds, Duration length) {
        this.report = report;
        this.rounds = rounds;
        this.length = length;
    }

    void run() {
        report.progress("hot patient: " + rounds + " x " + length);
    }
}
