package pms.query.patient;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient at one moment, as clients see it.
 *
 * @param gender HL7 FHIR AdministrativeGender in lower case
 * @param version counts the changes of the patient, dense from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Patient(
        UUID id,
        String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable String phone,
        String address,
        LocalDate dateOfBirth,
        @Nullable String gender,
        @Nullable String region,
        List<Identifier> identifiers,
        LocalDate registeredDate,
        Status status,
        long version) {

    /** A deactivated patient has left the directory; its history stays. */
    public enum Status {
        ACTIVE,
        DEACTIVATED
    }

    Patient deactivated(long atVersion) {
        return new Patient(
                id,
                name,
                givenName,
                familyName,
                email,
                phone,
                address,
                dateOfBirth,
                gender,
                region,
                identifiers,
                registeredDate,
                Status.DEACTIVATED,
                atVersion);
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "Patient[id=" + id + ", version=" + version + "]";
    }
}
