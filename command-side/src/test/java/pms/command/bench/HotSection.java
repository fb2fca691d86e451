package pms.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import pms.command.handling.HotPatient;
import pms.command.handling.PatientCommands;

/**
 * Many callers who amend one patient: commands that wait for each other are decided together, in one append, against one
 * append a command. A new patient each round, for what a decision sources grows with the patient's history.
 */
final class HotSection {

    private static final int CALLERS = 64;
    private static final int TOGETHER = 64;
    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Report report;
    private final int rounds;

    HotSection(Report report, int rounds) {
        this.report = report;
        this.rounds = rounds;
    }

    void run() {
        try (StoreDatabase database = StoreDatabase.create()) {
            PostgresEventStore store = database.startStore();
            PatientCommands alone = HotPatient.commands(store, 1);
            PatientCommands together = HotPatient.commands(store, TOGETHER);
            rounds(alone, together); // warms up
            report(rounds(alone, together));
            store.close().block(LIMIT);
        }
    }

    private record Compared(List<Round> alone, List<Round> together) {}

    private Compared rounds(PatientCommands alone, PatientCommands together) {
        Compared compared = new Compared(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            report.progress("one patient, round " + (round + 1));
            compared.alone().add(round(alone));
            compared.together().add(round(together));
        }
        return compared;
    }

    private static Round round(PatientCommands commands) {
        double perSecond = HotPatient.perSecond(commands, HotPatient.registered(commands), CALLERS, LENGTH);
        return new Round(perSecond, Double.NaN, Double.NaN);
    }

    private void report(Compared compared) {
        report.title("One patient, " + CALLERS + " callers: commands through Axon, sourced, decided, appended");
        report.header("what", "commands/s", "times one append a command");
        report.row(
                "decided together",
                Spread.of(compared.together(), Round::perSecond).count(),
                Spread.ratio(compared.together(), compared.alone(), Round::perSecond)
                        .times());
        report.row(
                "one append a command",
                Spread.of(compared.alone(), Round::perSecond).count(),
                "");
    }
}
