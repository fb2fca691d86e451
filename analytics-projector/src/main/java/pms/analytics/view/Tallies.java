package pms.analytics.view;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a batch adds to counters that never become smaller, by group. Not thread-safe.
 *
 * @param <G> what is counted apart
 */
public final class Tallies<G extends Comparable<? super G>> {
    private final SortedMap<G, long[]> byGroup = new TreeMap<>();
    private final int counters;

    /** @param counters how many each group has */
    public Tallies(int counters) {
        this.counters = counters;
    }

    public void add(G group, int counter, long amount) {
        byGroup.computeIfAbsent(group, key -> new long[counters])[counter] += amount;
    }

    public boolean isEmpty() {
        return byGroup.isEmpty();
    }

    /** A column of the groups, in their order. */
    public <T> T[] groups(Function<G, T> column, T[] type) {
        return byGroup.keySet().stream().map(column).toList().toArray(type);
    }

    /** What is added to one counter of each group, in their order. */
    public Long[] counts(int counter) {
        return byGroup.values().stream().map(counts -> counts[counter]).toArray(Long[]::new);
    }
}
