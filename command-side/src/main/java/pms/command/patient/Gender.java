package pms.command.patient;

import java.util.Locale;
import java.util.Optional;

/** Administrative gender as HL7 FHIR defines it. */
public enum Gender {
    MALE,
    FEMALE,
    OTHER,
    UNKNOWN;

    /** The code of FHIR, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The gender of a FHIR code, whatever its case; empty when there is none such. */
    public static Optional<Gender> ofCode(String code) {
        for (Gender gender : values()) {
            if (gender.code().equals(code.toLowerCase(Locale.ROOT))) {
                return Optional.of(gender);
            }
        }
        return Optional.empty();
    }
}
