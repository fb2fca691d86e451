package pms.command.patient.register;

import pms.command.handling.Decider;
import pms.command.patient.Samples;

/** The slice's decision, for tests that wire it without Spring. */
public final class RegisterDecider {

    private RegisterDecider() {}

    public static Decider<RegisterPatient> create() {
        return new RegisterPatientHandler(Samples.CLAIM_TAGS);
    }
}
