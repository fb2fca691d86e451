package pms.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import pms.command.handling.Handled;
import pms.command.patient.Details;
import pms.command.patient.Gender;
import pms.command.patient.Identifier;
import pms.command.patient.Patient;

/** A patient in JSON; optional fields that are empty are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatientAnswer(
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
        Patient.Status status,
        long version) {

    static final String POSITION = "PMS-Position";

    /** The answer's status and headers, for the caller to put a body to. */
    public static ResponseEntity.BodyBuilder answer(HttpStatus status, Handled handled) {
        return ResponseEntity.status(status)
                .eTag("\"" + handled.patient().version() + "\"")
                .header(POSITION, Long.toString(handled.position()));
    }

    public static PatientAnswer of(Patient patient) {
        Details details = patient.requireDetails();
        Gender gender = details.gender();
        return new PatientAnswer(
                patient.id(),
                details.name(),
                details.givenName(),
                details.familyName(),
                details.email(),
                details.phone(),
                details.address(),
                details.dateOfBirth(),
                gender == null ? null : gender.code(),
                details.region(),
                details.identifiers(),
                details.registeredDate(),
                patient.status(),
                patient.version());
    }
}
