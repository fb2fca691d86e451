package pms.command.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The appends of one commit, in the order in which they are decided, and which of them depend on which.
 *
 * @param appends numbered from 1 in the statement
 * @param dependencies in order of the later append
 */
record AppendBatch(List<PendingAppend> appends, List<Dependency> dependencies) {

    /** Bounds the work under the lock when many appends of a batch race on one tag. */
    static final int MAX_DEPENDENCIES = 10_000;

    /** Numbers of appends: the condition of the later one forbids an event of the earlier one. */
    record Dependency(int later, int earlier) {}

    /** Takes appends from the queue until it is empty or the batch is full; what can't be in the same one goes back. */
    static AppendBatch from(AppendQueue queue, int maxAppends, long maxBytes) {
        List<PendingAppend> appends = new ArrayList<>();
        List<PendingAppend> nextTime = new ArrayList<>();
        List<Dependency> dependencies = new ArrayList<>();
        BatchConflicts conflicts = new BatchConflicts();
        long bytes = 0;
        while (appends.size() < maxAppends && bytes < maxBytes && nextTime.isEmpty()) {
            PendingAppend next = nextWanted(queue);
            if (next == null) {
                break;
            }
            SortedSet<Integer> earlier = conflicts.forbiddenBy(next.condition());
            if (conflicts.sharesAnId(next.events()) || dependencies.size() + earlier.size() > MAX_DEPENDENCIES) {
                nextTime.add(next);
            } else {
                appends.add(next);
                bytes += next.sizeBytes();
                int number = appends.size();
                earlier.forEach(other -> dependencies.add(new Dependency(number, other)));
                conflicts.add(number, next.events());
            }
        }
        queue.giveBack(nextTime);
        return new AppendBatch(appends, dependencies);
    }

    private static @Nullable PendingAppend nextWanted(AppendQueue queue) {
        PendingAppend next = queue.take();
        while (next != null && next.isCancelled()) {
            queue.release(next);
            next = queue.take();
        }
        return next;
    }

    /** @param number from 1 */
    PendingAppend append(int number) {
        return appends.get(number - 1);
    }

    /** Whether one of the appends was sent before, without an answer. */
    boolean isMaybeStored() {
        return appends.stream().anyMatch(PendingAppend::isMaybeStored);
    }

    boolean isEmpty() {
        return appends.isEmpty();
    }

    int size() {
        return appends.size();
    }
}
