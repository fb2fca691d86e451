package pms.query.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.query.patient.Change;
import pms.query.patient.EncounterClass;

/**
 * What an event of the feed says of an encounter.
 *
 * @param type only with the event that says it, the start
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedEncounter(
        UUID id,
        @JsonProperty("class") EncounterClass encounterClass,
        Instant start,
        @Nullable String type,
        String status,
        @Nullable Instant end) {

    static FeedEncounter of(Change.EncounterStarted started) {
        return new FeedEncounter(
                started.encounterId(), started.encounterClass(), started.start(), started.type(), "in-progress", null);
    }

    static FeedEncounter of(Change.EncounterFinished finished) {
        return new FeedEncounter(
                finished.encounterId(), finished.encounterClass(), finished.start(), null, "finished", finished.end());
    }

    /** What may still be said when the patient is erased. */
    FeedEncounter withoutType() {
        return new FeedEncounter(id, encounterClass, start, null, status, end);
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "FeedEncounter[id=" + id + "]";
    }
}
