package pms.command.patient.deactivate;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.Patient;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.Situation;

/** Deactivates a patient; one that is deactivated already stays as it is, so that a repetition does no harm. */
@Component
final class DeactivatePatientHandler implements Decider<DeactivatePatient> {

    @Override
    public Class<DeactivatePatient> commandType() {
        return DeactivatePatient.class;
    }

    @Override
    public Boundary boundary(DeactivatePatient command) {
        return Boundary.record(command.patientId(), Set.of());
    }

    /** A repetition is accepted whatever version it names, as RFC 9110, 13.1.1, allows for what is done already. */
    @Override
    public List<PatientEvent> decide(DeactivatePatient command, Situation situation) {
        Patient patient = situation.requireRemembered();
        if (patient.isDeactivated()) {
            return List.of();
        }
        command.condition().require(patient);
        return List.of(new PatientDeactivated(patient.id(), patient.version() + 1));
    }
}
