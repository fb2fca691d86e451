package pms.command.patient.amend;

import pms.command.handling.Decider;

/** The slice's decision, for tests that wire it without Spring. */
public final class AmendDecider {

    private AmendDecider() {}

    public static Decider<AmendPatient> create() {
        return new AmendPatientHandler();
    }
}
