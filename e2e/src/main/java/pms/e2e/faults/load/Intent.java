package pms.e2e.faults.load;

import org.jspecify.annotations.Nullable;
import pms.e2e.faults.truth.Said;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Kind;

/**
 * A command that is about to be sent.
 *
 * @param encounter the one to finish
 * @param ifMatch the version that it names; 0 for none
 */
record Intent(
        Kind kind,
        @Nullable String patient,
        @Nullable Said said,
        @Nullable String encounter,
        long ifMatch,
        Expected expected) {

    static Intent register(Said said, Expected expected) {
        return new Intent(Kind.REGISTER, null, said, null, 0, expected);
    }

    static Intent amend(String patient, Said said, long ifMatch, Expected expected) {
        return new Intent(Kind.AMEND, patient, said, null, ifMatch, expected);
    }

    static Intent deactivate(String patient) {
        return new Intent(Kind.DEACTIVATE, patient, null, null, 0, Expected.ACKNOWLEDGED);
    }

    static Intent erase(String patient) {
        return new Intent(Kind.ERASE, patient, null, null, 0, Expected.ACKNOWLEDGED);
    }

    static Intent start(String patient, Expected expected) {
        return new Intent(Kind.START_ENCOUNTER, patient, null, null, 0, expected);
    }

    static Intent finish(OpenEncounters.Encounter encounter, Expected expected) {
        return new Intent(Kind.FINISH_ENCOUNTER, encounter.patient(), null, encounter.id(), 0, expected);
    }

    boolean isOfAnEncounter() {
        return kind == Kind.START_ENCOUNTER || kind == Kind.FINISH_ENCOUNTER;
    }
}
