package pms.cli.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import pms.cli.runtime.RuntimeFailure;

/**
 * Gathers the encounters of a file, and loads them when its patients are through: those of one patient one after the
 * other in the order in which they began, those of several patients at once.
 */
final class EncounterLoad {
    private static final int PATIENTS_AT_ONCE = 8;
    /** They wait in memory, some 300 bytes each. */
    private static final int MAX_LINES = 1_000_000;

    private static final Comparator<EncounterLine> BY_START =
            Comparator.comparing(EncounterLine::start).thenComparingLong(EncounterLine::number);

    private final LoadReport report;
    private final List<EncounterLine> lines = new ArrayList<>();

    EncounterLoad(LoadReport report) {
        this.report = report;
    }

    /** Thread-safe. */
    void add(EncounterLine line) {
        if (!isTaken(line)) {
            report.add(
                    line.number(), new Outcome.EncounterRejected("more than " + MAX_LINES + " encounters in a file"));
        }
    }

    private synchronized boolean isTaken(EncounterLine line) {
        return lines.size() < MAX_LINES && lines.add(line);
    }

    /** Returns when each encounter has its outcome in the report. */
    void run(PatientEncounters encounters, Progress progress) throws InterruptedException {
        Semaphore inFlight = new Semaphore(PATIENTS_AT_ONCE);
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Map.Entry<String, List<EncounterLine>> ofOne : byPatient().entrySet()) {
                inFlight.acquire();
                sent.add(senders.submit(() -> {
                    try {
                        encounters.load(ofOne.getKey(), ofOne.getValue(), (line, outcome) -> {
                            report.add(line.number(), outcome);
                            progress.show();
                        });
                    } finally {
                        inFlight.release();
                    }
                }));
            }
        }
        for (Future<?> each : sent) {
            requireDone(each);
        }
    }

    private static void requireDone(Future<?> sent) {
        if (sent.state() == Future.State.FAILED) {
            throw new RuntimeFailure("Encounters could not be loaded", sent.exceptionNow());
        }
    }

    private synchronized Map<String, List<EncounterLine>> byPatient() {
        Map<String, List<EncounterLine>> byPatient = new LinkedHashMap<>();
        lines.sort(BY_START);
        lines.forEach(line -> byPatient
                .computeIfAbsent(line.patient(), id -> new ArrayList<>())
                .add(line));
        return byPatient;
    }
}
