package pms.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import pms.command.encounter.Beginning;
import pms.command.encounter.Encounter;
import pms.command.encounter.EncounterClass;
import pms.command.handling.Handled;

/** An encounter in JSON; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EncounterAnswer(
        UUID id,
        UUID patientId,
        @JsonProperty("class") EncounterClass encounterClass,
        Instant start,
        @Nullable String type,
        String status,
        @Nullable Instant end) {

    /**
     * The answer's status and headers, for the caller to put a body to.
     *
     * @throws pms.command.patient.Rejection.PatientIsErased when a request is repeated whose patient was erased since
     */
    public static ResponseEntity.BodyBuilder answer(HttpStatus status, Handled handled) {
        handled.patient().requireDetails();
        return ResponseEntity.status(status).header(PatientAnswer.POSITION, Long.toString(handled.position()));
    }

    public static EncounterAnswer of(Encounter encounter) {
        Beginning beginning = encounter.beginning();
        return new EncounterAnswer(
                encounter.id(),
                encounter.patientId(),
                beginning.encounterClass(),
                beginning.start(),
                beginning.type(),
                encounter.isFinished() ? "finished" : "in-progress",
                encounter.end());
    }

    /** Without the type, which may tell of an illness. */
    @Override
    public String toString() {
        return "EncounterAnswer[" + id + "]";
    }
}
