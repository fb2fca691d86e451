package pms.command.patient.register;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.PatientRegistered;
import pms.command.patient.Situation;
import pms.command.patient.Tags;

/** Registers a patient when nobody else has the e-mail or an identifier. */
@Component
final class RegisterPatientHandler implements Decider<RegisterPatient> {

    @Override
    public Class<RegisterPatient> commandType() {
        return RegisterPatient.class;
    }

    @Override
    public Boundary boundary(RegisterPatient command) {
        return new Boundary(command.patientId(), Tags.claims(command.details()));
    }

    @Override
    public List<PatientEvent> decide(RegisterPatient command, Situation situation) {
        situation.claims().require(command.patientId(), command.details());
        return List.of(new PatientRegistered(command.patientId(), 1, command.details()));
    }
}
