package pms.command.eventstore;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Matches the events that match at least one criterion.
 *
 * @param anyOf empty for everything
 */
public record Criteria(List<Criterion> anyOf) {

    private static final Criteria EVERYTHING = new Criteria(List.of());

    public Criteria {
        anyOf = List.copyOf(anyOf);
    }

    public static Criteria everything() {
        return EVERYTHING;
    }

    public static Criteria anyOf(Criterion... criteria) {
        return new Criteria(List.of(criteria));
    }

    /** The events that carry at least one of the tags. */
    public static Criteria anyTagOf(String... tags) {
        return new Criteria(Stream.of(tags).map(Criterion::tagged).toList());
    }

    /** Whether an event's type alone says if it matches. */
    boolean needNoTags() {
        return anyOf.stream().allMatch(criterion -> criterion.tags().isEmpty());
    }

    public boolean matches(String type, Set<String> tags) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(criterion -> criterion.matches(type, tags));
    }
}
