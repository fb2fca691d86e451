package pms.cli.load;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what became of the lines. Thread-safe. */
final class LoadReport {
    /** So many reasons are kept for the end; the rest is only counted. */
    private static final int SHOWN = 100;

    private record Rejection(long line, String reason) {}

    private final List<Rejection> rejections = new ArrayList<>();
    private long registered;
    private long unchanged;
    private long rejected;
    private long encounters;

    synchronized void add(long line, Outcome outcome) {
        switch (outcome) {
            case Outcome.Registered ignored -> registered++;
            case Outcome.Unchanged ignored -> unchanged++;
            case Outcome.Encounter ignored -> {
                rejected++;
                encounters++;
            }
            case Outcome.Rejected(String reason) -> {
                rejected++;
                if (rejections.size() < SHOWN) {
                    rejections.add(new Rejection(line, reason));
                }
            }
        }
    }

    synchronized long done() {
        return registered + unchanged + rejected;
    }

    synchronized boolean hasRejections() {
        return rejected > 0;
    }

    synchronized void print(PrintWriter out) {
        rejections.stream()
                .sorted(Comparator.comparingLong(Rejection::line))
                .forEach(rejection -> out.println("line " + rejection.line() + ": " + rejection.reason()));
        long unnamed = rejected - encounters - rejections.size();
        if (unnamed > 0) {
            out.println("and " + unnamed + " more lines");
        }
        if (encounters > 0) {
            out.println("encounters, which this version does not load yet: " + encounters);
        }
        out.println(registered + " registered, " + unchanged + " unchanged, " + rejected + " rejected");
        out.flush();
    }
}
