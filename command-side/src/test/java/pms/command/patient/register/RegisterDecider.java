package pms.command.patient.register;

import pms.command.handling.Decider;

/** The slice's decision, for tests that wire it without Spring. */
public final class RegisterDecider {

    private RegisterDecider() {}

    public static Decider<RegisterPatient> create() {
        return new RegisterPatientHandler();
    }
}
