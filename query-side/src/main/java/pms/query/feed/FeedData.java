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
            case Change.AccountOpened opened -> of(row, change, null, null, opened.accountId());
            case Change.Unknown unknown -> of(row, change, null, null, null);
        };
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

    private static List<String> changed(@Nullable Patient before, @Nullable Patient after) {
        return Difference.between(before, after).stream().map(Difference::field).toList();
    }
}
