package pms.e2e.faults.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pms.e2e.faults.check.Fold.State;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.Facts;
import pms.e2e.faults.truth.PatientRow;
import pms.e2e.faults.truth.Said;
import pms.e2e.faults.truth.SentCommand;

/**
 * The directory is the fold of the store: open facts as the events have them, and sealed data as the command said it
 * that the last event comes from.
 */
final class DirectoryCheck {
    private final Map<String, Said> saidBy = new HashMap<>();
    private final Findings findings;

    private DirectoryCheck(Evidence evidence, Findings findings) {
        this.findings = findings;
        for (SentCommand command : evidence.commands()) {
            Said said = command.said();
            if (said != null) {
                saidBy.put(command.request(), said);
            }
        }
    }

    static void check(Evidence evidence, Fold fold, Findings findings) {
        DirectoryCheck check = new DirectoryCheck(evidence, findings);
        Map<String, PatientRow> rows = new HashMap<>();
        for (PatientRow row : evidence.directory()) {
            rows.put(row.patient(), row);
        }
        for (State state : fold.patients().values()) {
            check.compare(state, rows.remove(state.patient()));
        }
        rows.keySet().forEach(patient -> findings.add(Kind.DIRECTORY, "no event tells of " + patient));
    }

    private void compare(State state, @Nullable PatientRow row) {
        if (state.isErased() || !state.isRegistered()) {
            if (row != null) {
                findings.add(Kind.DIRECTORY, "is erased and still there: " + state.patient());
            }
            return;
        }
        if (row == null) {
            findings.add(Kind.DIRECTORY, "is missing: " + state.patient());
            return;
        }
        if (row.version() != state.version() || row.active() != state.isActive()) {
            findings.add(
                    Kind.DIRECTORY,
                    "version " + row.version() + (row.active() ? ", active" : ", inactive") + " instead of version "
                            + state.version() + (state.isActive() ? ", active: " : ", inactive: ") + state.patient());
        }
        compareFacts(state, row);
        Said said = saidBy.get(state.statedBy());
        if (said != null && !said.equals(row.person())) {
            findings.add(
                    Kind.DIRECTORY, "is another person than request " + state.statedBy() + " said: " + state.patient());
        }
    }

    private void compareFacts(State state, PatientRow row) {
        Facts facts = state.facts();
        Said person = row.person();
        boolean same = facts != null
                && Objects.equals(facts.gender(), person.gender())
                && Objects.equals(facts.region(), person.region())
                && Objects.equals(facts.registeredDate(), row.registeredDate())
                && person.dateOfBirth().startsWith(facts.birthYear() + "-");
        if (!same) {
            findings.add(Kind.DIRECTORY, "has other facts than its events: " + state.patient());
        }
    }
}
