package pms.command.patient.erase;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.Patient;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.PatientErased;
import pms.command.patient.Situation;

/** Erases a patient, active or not; one that is erased already stays so, so that a repetition does no harm. */
@Component
final class ErasePatientHandler implements Decider<ErasePatient> {

    @Override
    public Class<ErasePatient> commandType() {
        return ErasePatient.class;
    }

    @Override
    public Boundary boundary(ErasePatient command) {
        return Boundary.record(command.patientId(), Set.of());
    }

    @Override
    public List<PatientEvent> decide(ErasePatient command, Situation situation) {
        Patient patient = situation.requirePatient();
        return patient.isErased() ? List.of() : List.of(new PatientErased(patient.id(), patient.version() + 1));
    }
}
