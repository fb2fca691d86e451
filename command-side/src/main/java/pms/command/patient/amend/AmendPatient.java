package pms.command.patient.amend;

import java.util.UUID;
import pms.command.patient.Draft;
import pms.command.patient.Rules;
import pms.command.patient.VersionCondition;

/**
 * Replaces what is known of a patient; what the draft leaves out is removed. The day of registration stays.
 *
 * @param condition the versions that it is meant for
 */
public record AmendPatient(UUID patientId, Draft draft, VersionCondition condition) {

    public AmendPatient {
        Rules.check(draft);
    }
}
