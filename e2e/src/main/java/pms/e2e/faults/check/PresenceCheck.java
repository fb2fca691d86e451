package pms.e2e.faults.check;

import java.util.Collection;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;

/**
 * Each reader brought something. A comparison of nothing with nothing finds nothing: a reader that is broken, or asks the
 * wrong place, would otherwise look like a run that was right.
 */
final class PresenceCheck {
    private PresenceCheck() {}

    static void check(Evidence evidence, Findings findings) {
        some("commands of callers", evidence.commands(), findings);
        some("events of the store", evidence.store(), findings);
        some("records of the topic", evidence.topic(), findings);
        some("rows of the directory", evidence.directory(), findings);
        some("rows of the history", evidence.history(), findings);
        some("entries of the audit log", evidence.audit(), findings);
        some("accounts", evidence.accounts(), findings);
        some("clients of the feed", evidence.feeds(), findings);
        evidence.feeds().stream()
                .filter(client -> client.connections() == 0)
                .forEach(client -> findings.add(Kind.NOTHING_READ, "a connection of client " + client.client()));
        if (evidence.totals().events() == 0) {
            findings.add(Kind.NOTHING_READ, "totals of analytics");
        }
    }

    private static void some(String what, Collection<?> found, Findings findings) {
        if (found.isEmpty()) {
            findings.add(Kind.NOTHING_READ, what);
        }
    }
}
