package pms.query.encounter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.query.patient.EncounterClass;

/**
 * An encounter, as clients see it.
 *
 * @param type what brought the patient, if anybody said
 * @param status {@code in-progress} or {@code finished}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Encounter(
        UUID id,
        UUID patientId,
        @JsonProperty("class") EncounterClass encounterClass,
        Instant start,
        @Nullable String type,
        String status,
        @Nullable Instant end) {

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "Encounter[id=" + id + "]";
    }
}
