package pms.cli.load;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts what became of the lines. Thread-safe. */
final class LoadReport {
    /** So many reasons are kept for the end; the rest is only counted. */
    private static final int SHOWN = 100;

    private record Rejection(long line, String reason) {}

    /** Of the lines of one kind. */
    private static final class Counts {
        private long registered;
        private long unchanged;
        private long rejected;

        private long all() {
            return registered + unchanged + rejected;
        }

        private ObjectNode json() {
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("registered", registered)
                    .put("unchanged", unchanged)
                    .put("rejected", rejected);
        }

        @Override
        public String toString() {
            return registered + " registered, " + unchanged + " unchanged, " + rejected + " rejected";
        }
    }

    private final List<Rejection> rejections = new ArrayList<>();
    private final Counts patients = new Counts();
    private final Counts encounters = new Counts();

    synchronized void add(long line, Outcome outcome) {
        switch (outcome) {
            case Outcome.Registered ignored -> patients.registered++;
            case Outcome.Unchanged ignored -> patients.unchanged++;
            case Outcome.Rejected(String reason) -> reject(patients, line, reason);
            case Outcome.EncounterLoaded ignored -> encounters.registered++;
            case Outcome.EncounterUnchanged ignored -> encounters.unchanged++;
            case Outcome.EncounterRejected(String reason) -> reject(encounters, line, reason);
        }
    }

    private void reject(Counts counts, long line, String reason) {
        counts.rejected++;
        if (rejections.size() < SHOWN) {
            rejections.add(new Rejection(line, reason));
        }
    }

    synchronized long done() {
        return patients.all() + encounters.all();
    }

    synchronized boolean hasRejections() {
        return patients.rejected + encounters.rejected > 0;
    }

    /** {@code {"patients": {"registered", "unchanged", "rejected"}, "encounters": {...}, "rejections": [{"line", "reason"}]}}. */
    synchronized JsonNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.set("patients", patients.json());
        json.set("encounters", encounters.json());
        ArrayNode reasons = json.putArray("rejections");
        rejections.stream()
                .sorted(Comparator.comparingLong(Rejection::line))
                .forEach(each -> reasons.addObject().put("line", each.line()).put("reason", each.reason()));
        return json;
    }

    /** Patients, and encounters if there were any; patients are left out when there was nothing else. */
    synchronized void print(PrintWriter out) {
        rejections.stream()
                .sorted(Comparator.comparingLong(Rejection::line))
                .forEach(rejection -> out.println("line " + rejection.line() + ": " + rejection.reason()));
        long unnamed = patients.rejected + encounters.rejected - rejections.size();
        if (unnamed > 0) {
            out.println("and " + unnamed + " more lines");
        }
        if (encounters.all() == 0) {
            out.println(patients);
        } else {
            if (patients.all() > 0) {
                out.println("patients: " + patients);
            }
            out.println("encounters: " + encounters);
        }
        out.flush();
    }
}
