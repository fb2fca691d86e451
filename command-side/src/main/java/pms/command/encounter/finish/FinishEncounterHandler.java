package pms.command.encounter.finish;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.command.encounter.Beginning;
import pms.command.encounter.Encounter;
import pms.command.handling.Decider;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.EncounterFinished;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;

/** Finishes an encounter of an active patient, once: a second end would say that the first was wrong. */
@Component
final class FinishEncounterHandler implements Decider<FinishEncounter> {

    @Override
    public Class<FinishEncounter> commandType() {
        return FinishEncounter.class;
    }

    @Override
    public Boundary boundary(FinishEncounter command) {
        return Boundary.encounter(command.patientId(), command.encounterId());
    }

    @Override
    public List<PatientEvent> decide(FinishEncounter command, Situation situation) {
        situation.requireRemembered();
        Encounter encounter = situation.requireEncounter(command.encounterId());
        situation.requireActive();
        if (encounter.isFinished()) {
            throw new Rejection.EncounterIsFinished();
        }
        Beginning beginning = encounter.beginning();
        if (command.end().isBefore(beginning.start())) {
            throw new Rejection.EndsBeforeItsStart();
        }
        return List.of(new EncounterFinished(
                command.patientId(),
                command.encounterId(),
                beginning.encounterClass(),
                beginning.start(),
                command.end()));
    }
}
