package pms.command.encounter.start;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.command.patient.Situation;

/** Starts an encounter of an active patient. Any number may be in progress at a time: nothing is asked of the others. */
@Component
final class StartEncounterHandler implements Decider<StartEncounter> {

    @Override
    public Class<StartEncounter> commandType() {
        return StartEncounter.class;
    }

    @Override
    public Boundary boundary(StartEncounter command) {
        return Boundary.presence(command.patientId());
    }

    @Override
    public List<PatientEvent> decide(StartEncounter command, Situation situation) {
        situation.requireActive();
        return List.of(new EncounterStarted(command.patientId(), command.encounterId(), command.beginning()));
    }
}
