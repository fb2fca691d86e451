package pms.command.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the store promises, as simply as it can be said: a list of events, and appends decided one after the other. */
final class AppendModel {

    private final List<NewEvent> log = new ArrayList<>();
    private final Map<UUID, Long> positions = new HashMap<>();

    long head() {
        return log.size();
    }

    List<NewEvent> log() {
        return log;
    }

    /** Decides an append; gives its first position, or the simple name of the error, as {@link Attempt#outcome} does. */
    String append(List<NewEvent> events, AppendCondition condition) {
        if (isStored(events)) {
            return String.valueOf(positions.get(events.getFirst().id()));
        }
        if (events.stream().anyMatch(event -> positions.containsKey(event.id()))) {
            return "InvalidAppend";
        }
        if (refuses(condition, head())) {
            return "AppendConflict";
        }
        long first = head() + 1;
        events.forEach(this::add);
        return String.valueOf(first);
    }

    /** Takes an event as it stands in the log. */
    void add(NewEvent event) {
        log.add(event);
        positions.put(event.id(), head());
    }

    /** Whether the events stand in the log already, side by side and in this order. */
    boolean isStored(List<NewEvent> events) {
        Long first = positions.get(events.getFirst().id());
        return first != null
                && IntStream.range(0, events.size())
                        .allMatch(i -> Long.valueOf(first + i)
                                .equals(positions.get(events.get(i).id())));
    }

    /**
     * Whether the condition fails when the log reaches up to a position: a forbidden event stands in it behind
     * {@code after}, or the log does not reach {@code after} at all.
     */
    boolean refuses(AppendCondition condition, long upTo) {
        return !condition.equals(AppendCondition.none())
                && (condition.after() > upTo
                        || !matching(condition.noneOf(), condition.after(), upTo)
                                .isEmpty());
    }

    /** The positions behind one and up to another whose events match. */
    List<Long> matching(Criteria criteria, long after, long upTo) {
        return LongStream.rangeClosed(after + 1, upTo)
                .filter(position -> matches(criteria, log.get((int) position - 1)))
                .boxed()
                .toList();
    }

    private static boolean matches(Criteria criteria, NewEvent event) {
        return criteria.anyOf().isEmpty()
                || criteria.anyOf().stream()
                        .anyMatch(each -> hasOneOf(each.types(), event.type()) && hasAll(each.tags(), event.tags()));
    }

    private static boolean hasOneOf(Set<String> types, String type) {
        return types.isEmpty() || types.contains(type);
    }

    private static boolean hasAll(Set<String> wanted, Set<String> tags) {
        return wanted.stream().allMatch(tags::contains);
    }
}
