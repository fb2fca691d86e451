package pms.command.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What became of the appends of a batch, by number; those not named were accepted and stand behind the base, in order.
 *
 * @param base the head before the batch
 * @param known four values each: number, first position, last position, microseconds of the epoch
 */
record BatchOutcome(long base, Instant writtenAt, List<Integer> refused, List<Integer> misused, List<Long> known) {

    private static final int VALUES_OF_KNOWN = 4;

    /** The events that the commit added to the log, in order. */
    List<StoredEvent> stored(AppendBatch batch) {
        Set<Integer> absent = new HashSet<>(refused);
        absent.addAll(misused);
        absent.addAll(storedBefore().keySet());
        List<StoredEvent> stored = new ArrayList<>();
        for (int number = 1; number <= batch.size(); number++) {
            if (!absent.contains(number)) {
                batch.append(number).events().forEach(event -> stored.add(at(base + stored.size() + 1, event)));
            }
        }
        return stored;
    }

    private StoredEvent at(long position, NewEvent event) {
        return new StoredEvent(
                position, event.id(), event.type(), event.subject(), writtenAt, event.payload(), event.metadata());
    }

    /**
     * Gives each append of the batch its answer.
     *
     * @param release told each append right before its answer, so that there is room for what the answer sets off
     */
    void settle(AppendBatch batch, Consumer<PendingAppend> release) {
        Map<Integer, Appended> before = storedBefore();
        Set<Integer> conflicts = new HashSet<>(refused);
        Set<Integer> invalid = new HashSet<>(misused);
        long head = base;
        for (int number = 1; number <= batch.size(); number++) {
            PendingAppend append = batch.append(number);
            release.accept(append);
            Appended stored = before.get(number);
            if (stored != null) {
                append.accept(stored);
            } else if (invalid.contains(number)) {
                append.refuse(new InvalidAppend("an event id belongs to another append"));
            } else if (conflicts.contains(number)) {
                append.refuse(new AppendConflict(append.condition()));
            } else {
                long last = head + append.events().size();
                append.accept(new Appended(head + 1, last, writtenAt));
                head = last;
            }
        }
    }

    private Map<Integer, Appended> storedBefore() {
        Map<Integer, Appended> stored = new HashMap<>();
        for (int i = 0; i < known.size(); i += VALUES_OF_KNOWN) {
            Instant at = Instant.EPOCH.plus(known.get(i + 3), ChronoUnit.MICROS);
            stored.put(known.get(i).intValue(), new Appended(known.get(i + 1), known.get(i + 2), at));
        }
        return stored;
    }
}
