package pms.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.query.patient.Change;
import pms.query.patient.Difference;
import pms.query.patient.Patient;

/**
 * One line of a patient's history, as clients see it.
 *
 * @param type the event's name without its package
 * @param version of the patient after it; absent when the event does not change the patient
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryItem(
        long position,
        String type,
        Instant time,
        @Nullable String who,
        @Nullable Long version,
        @Nullable String correlationId,
        List<Difference> changes) {

    /** Of an erased patient, what happened and when and by whom, without what changed. */
    static List<HistoryItem> fold(List<History.Entry> entries) {
        return entries.stream().anyMatch(HistoryItem::tellsOfErasure)
                ? entries.stream().map(entry -> item(entry, List.of())).toList()
                : foldChanges(entries);
    }

    private static boolean tellsOfErasure(History.Entry entry) {
        return entry.change() instanceof Change.Sealed || entry.change() instanceof Change.Erased;
    }

    private static List<HistoryItem> foldChanges(List<History.Entry> entries) {
        List<HistoryItem> items = new ArrayList<>();
        @Nullable Patient before = null;
        for (History.Entry entry : entries) {
            @Nullable Patient after = entry.change().after(before);
            items.add(item(entry, changes(entry.change(), before, after)));
            before = after;
        }
        return items;
    }

    private static HistoryItem item(History.Entry entry, List<Difference> changes) {
        return new HistoryItem(
                entry.position(),
                entry.type().substring(entry.type().lastIndexOf('.') + 1),
                entry.at(),
                entry.actor(),
                entry.change().versionAfter(),
                entry.correlationId(),
                changes);
    }

    private static List<Difference> changes(Change change, @Nullable Patient before, @Nullable Patient after) {
        return switch (change) {
            case Change.AccountOpened opened -> List.of(new Difference("accountId", null, opened.accountId()));
            case Change.AccountClosed closed -> List.of(new Difference("accountId", closed.accountId(), null));
            case Change.EncounterStarted started -> changes(started);
            case Change.EncounterFinished finished ->
                List.of(
                        new Difference("encounterId", null, finished.encounterId()),
                        new Difference("end", null, finished.end()));
            default -> Difference.between(before, after);
        };
    }

    /** Named as in the encounter's JSON, but for its id. */
    private static List<Difference> changes(Change.EncounterStarted started) {
        List<Difference> changes = new ArrayList<>(List.of(
                new Difference("encounterId", null, started.encounterId()),
                new Difference("class", null, started.encounterClass()),
                new Difference("start", null, started.start())));
        if (started.type() != null) {
            changes.add(new Difference("type", null, started.type()));
        }
        return changes;
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "HistoryItem[position=" + position + ", type=" + type + "]";
    }
}
