package pms.command.patient.register;

import java.util.UUID;
import pms.command.patient.Details;
import pms.command.patient.Draft;
import pms.command.patient.Rules;

/** Enters a patient into the register. */
public record RegisterPatient(UUID patientId, Details details) {

    public RegisterPatient {
        Rules.check(Draft.of(details));
    }
}
