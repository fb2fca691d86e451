package pms.command.patient.amend;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.Details;
import pms.command.patient.Patient;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;
import pms.command.patient.Tags;

/** Amends an active patient; amending to what is there already is no event. */
@Component
final class AmendPatientHandler implements Decider<AmendPatient> {

    @Override
    public Class<AmendPatient> commandType() {
        return AmendPatient.class;
    }

    @Override
    public Boundary boundary(AmendPatient command) {
        return new Boundary(command.patientId(), Tags.claims(command.draft()));
    }

    @Override
    public List<PatientEvent> decide(AmendPatient command, Situation situation) {
        Patient patient = situation.requirePatient();
        command.condition().require(patient);
        if (patient.isDeactivated()) {
            throw new Rejection.PatientIsDeactivated();
        }
        Details details = command.draft().complete(patient.details().registeredDate());
        if (details.equals(patient.details())) {
            return List.of();
        }
        situation.claims().require(command.patientId(), details);
        return List.of(new PatientAmended(patient.id(), patient.version() + 1, details));
    }
}
