package pms.command.patient.register;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.ClaimTags;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.PatientRegistered;
import pms.command.patient.Situation;

/** Registers a patient when nobody else has the e-mail or an identifier. */
@Component
final class RegisterPatientHandler implements Decider<RegisterPatient> {

    private final ClaimTags claimTags;

    RegisterPatientHandler(ClaimTags claimTags) {
        this.claimTags = claimTags;
    }

    @Override
    public Class<RegisterPatient> commandType() {
        return RegisterPatient.class;
    }

    @Override
    public Boundary boundary(RegisterPatient command) {
        return Boundary.record(command.patientId(), claimTags.of(command.details()));
    }

    @Override
    public List<PatientEvent> decide(RegisterPatient command, Situation situation) {
        Set<String> claims = claimTags.of(command.details());
        situation.claims().require(command.patientId(), claims);
        return List.of(new PatientRegistered(command.patientId(), 1, command.details(), claims));
    }
}
