package pms.command.eventstore;

import java.util.Set;

/**
 * Matches the events that carry all the tags and are of one of the types.
 *
 * @param tags empty for events with any tags, or none
 * @param types empty for events of any type
 */
public record Criterion(Set<String> tags, Set<String> types) {

    public Criterion {
        tags = Set.copyOf(tags);
        types = Set.copyOf(types);
        if (tags.contains("") || types.contains("")) {
            throw new IllegalArgumentException("a criterion has no empty tag and no empty type");
        }
    }

    /** Events of any type that carry all the tags. */
    public static Criterion tagged(String... tags) {
        return new Criterion(Set.of(tags), Set.of());
    }

    public boolean matches(String type, Set<String> eventTags) {
        return (types.isEmpty() || types.contains(type)) && eventTags.containsAll(tags);
    }
}
