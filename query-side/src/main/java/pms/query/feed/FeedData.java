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
        @Nullable String accountId) {

    static FeedData of(FeedRow row, Change change, @Nullable Patient before) {
        @Nullable Patient after = change.after(before);
        return switch (change) {
            case Change.Registered registered -> of(row, change, after, null, null);
            case Change.Amended amended -> of(row, change, after, changed(before, after), null);
            case Change.Deactivated deactivated -> of(row, change, after, changed(before, after), null);
            case Change.Sealed sealed -> of(row, change, null, null, null);
            case Change.Erased erased -> of(row, change, null, null, null);
            case Change.AccountOpened opened -> of(row, change, null, null, opened.accountId());
            case Change.AccountClosed closed -> of(row, change, null, null, closed.accountId());
            case Change.Unknown unknown -> of(row, change, null, null, null);
        };
    }

    /** What may still be said when the patient is erased. */
    FeedData withoutContent() {
        return new FeedData(position, type, patientId, time, who, version, null, null, accountId);
    }

    private static FeedData of(
            FeedRow row,
            Change change,
            @Nullable Patient patient,
            @Nullable List<String> changed,
            @Nullable String accountId) {
        return new FeedData(
                row.position(),
                row.simpleType(),
                row.patientId(),
                row.at(),
                row.actor(),
                change.versionAfter(),
                patient,
                changed,
                accountId);
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
