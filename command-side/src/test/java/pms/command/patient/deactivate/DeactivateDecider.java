package pms.command.patient.deactivate;

import pms.command.handling.Decider;

/** The slice's decision, for tests that wire it without Spring. */
public final class DeactivateDecider {

    private DeactivateDecider() {}

    public static Decider<DeactivatePatient> create() {
        return new DeactivatePatientHandler();
    }
}
