package pms.command.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finds which appends of a batch depend on earlier ones of it: their condition forbids an event that the earlier one
 * is about to write. The table can't show that, for none of them is in it yet.
 */
final class BatchConflicts {

    private record Placed(int append, NewEvent event) {}

    private final List<Placed> events = new ArrayList<>();
    private final Map<String, List<Placed>> byTag = new HashMap<>();
    private final Set<UUID> ids = new HashSet<>();

    void add(int append, List<NewEvent> added) {
        for (NewEvent event : added) {
            Placed placed = new Placed(append, event);
            events.add(placed);
            ids.add(event.id());
            for (String tag : event.tags()) {
                byTag.computeIfAbsent(tag, none -> new ArrayList<>(1)).add(placed);
            }
        }
    }

    /** Whether an event of the same id is in the batch: then only a later batch can tell whose it is. */
    boolean sharesAnId(List<NewEvent> candidates) {
        return candidates.stream().anyMatch(event -> ids.contains(event.id()));
    }

    /** The earlier appends of the batch with an event that the condition forbids, in order. */
    SortedSet<Integer> forbiddenBy(AppendCondition condition) {
        SortedSet<Integer> appends = new TreeSet<>();
        if (condition.isNone()) {
            return appends;
        }
        if (condition.noneOf().anyOf().isEmpty()) {
            events.forEach(placed -> appends.add(placed.append()));
        }
        for (Criterion criterion : condition.noneOf().anyOf()) {
            for (Placed placed : candidates(criterion)) {
                if (criterion.matches(placed.event().type(), placed.event().tags())) {
                    appends.add(placed.append());
                }
            }
        }
        return appends;
    }

    private List<Placed> candidates(Criterion criterion) {
        return criterion.tags().isEmpty()
                ? events
                : byTag.getOrDefault(criterion.tags().iterator().next(), List.of());
    }
}
