package pms.command.patient.amend;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.ClaimTags;
import pms.command.patient.Details;
import pms.command.patient.Patient;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;

/** Amends an active patient; amending to what is there already is no event. */
@Component
final class AmendPatientHandler implements Decider<AmendPatient> {

    private final ClaimTags claimTags;

    AmendPatientHandler(ClaimTags claimTags) {
        this.claimTags = claimTags;
    }

    @Override
    public Class<AmendPatient> commandType() {
        return AmendPatient.class;
    }

    @Override
    public Boundary boundary(AmendPatient command) {
        return Boundary.record(command.patientId(), claimTags.of(command.draft()));
    }

    @Override
    public List<PatientEvent> decide(AmendPatient command, Situation situation) {
        Patient patient = situation.requireRemembered();
        command.condition().require(patient);
        if (patient.isDeactivated()) {
            throw new Rejection.PatientIsDeactivated();
        }
        Details details = command.draft().complete(patient.requireDetails().registeredDate());
        if (details.equals(patient.details())) {
            return List.of();
        }
        Set<String> claims = claimTags.of(details);
        situation.claims().require(command.patientId(), claims);
        return List.of(new PatientAmended(patient.id(), patient.version() + 1, details, claims));
    }
}
