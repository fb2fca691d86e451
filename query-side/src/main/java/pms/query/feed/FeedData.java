package pms.query.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.query.patient.Change;
import pms.query.patient.Difference;
import pms.query.patient.Patient;

/**
 * What an event of the feed says.
 *
 * @param patient as it is after the event
 * @param changed the fields that an amendment or a deactivation changed
 * @param encounter as it is after the event, when it is about one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedData(
        long position,
        String type,
        UUID patientId,
        Instant time,
        @Nullable String who,
        @Nullable Long version,
        @Nullable Patient patient,
        @Nullable List<String> changed,
        @Nullable String accountId,
        @Nullable FeedEncounter encounter) {

    static FeedData of(FeedRow row, Change change, @Nullable Patient before) {
        @Nullable Patient after = change.after(before);
        return switch (change) {
            case Change.Registered registered -> of(row, change, after, null);
            case Change.Amended amended -> of(row, change, after, changed(before, after));
            case Change.Deactivated deactivated -> of(row, change, after, changed(before, after));
            case Change.Sealed sealed -> of(row, change, null, null);
            case Change.Erased erased -> of(row, change, null, null);
            case Change.AccountOpened opened -> ofAccount(row, opened.accountId());
            case Change.AccountClosed closed -> ofAccount(row, closed.accountId());
            case Change.EncounterStarted started -> ofEncounter(row, FeedEncounter.of(started));
            case Change.EncounterFinished finished -> ofEncounter(row, FeedEncounter.of(finished));
            case Change.Unknown unknown -> of(row, change, null, null);
        };
    }

    /** What may still be said when the patient is erased. */
    FeedData withoutContent() {
        @Nullable FeedEncounter left = encounter == null ? null : encounter.withoutType();
        return new FeedData(position, type, patientId, time, who, version, null, null, accountId, left);
    }

    private static FeedData of(FeedRow row, Change change, @Nullable Patient patient, @Nullable List<String> changed) {
        return of(row, change.versionAfter(), patient, changed, null, null);
    }

    private static FeedData ofAccount(FeedRow row, String accountId) {
        return of(row, null, null, null, accountId, null);
    }

    private static FeedData ofEncounter(FeedRow row, FeedEncounter encounter) {
        return of(row, null, null, null, null, encounter);
    }

    private static FeedData of(
            FeedRow row,
            @Nullable Long version,
            @Nullable Patient patient,
            @Nullable List<String> changed,
            @Nullable String accountId,
            @Nullable FeedEncounter encounter) {
        return new FeedData(
                row.position(),
                row.simpleType(),
                row.patientId(),
                row.at(),
                row.actor(),
                version,
                patient,
                changed,
                accountId,
                encounter);
    }

    /** Null when nothing is known of the patient. */
    private static @Nullable List<String> changed(@Nullable Patient before, @Nullable Patient after) {
        return after == null
                ? null
                : Difference.between(before, after).stream()
                        .map(Difference::field)
                        .toList();
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "FeedData[position=" + position + ", type=" + type + "]";
    }
}
