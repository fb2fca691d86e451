package pms.command.patient.amend;

import pms.command.handling.Decider;
import pms.command.patient.Samples;

/** The slice's decision, for tests that wire it without Spring. */
public final class AmendDecider {

    private AmendDecider() {}

    public static Decider<AmendPatient> create() {
        return new AmendPatientHandler(Samples.CLAIM_TAGS);
    }
}
