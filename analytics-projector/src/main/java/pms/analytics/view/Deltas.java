package pms.analytics.view;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import pms.analytics.patientfacts.Facts;
import pms.analytics.patientfacts.FactsChange;

/**
 * How the sizes of groups change when patients move between them.
 *
 * @param byGroup never 0, sorted by group
 */
public record Deltas<G>(SortedMap<G, Long> byGroup) {
    /**
     * What the changes do to the groups.
     *
     * @param counted which patients are counted at all
     * @param group where a patient is counted
     */
    public static <G extends Comparable<? super G>> Deltas<G> of(
            Collection<FactsChange> changes, Predicate<Facts> counted, Function<Facts, G> group) {
        var deltas = new TreeMap<G, Long>();
        for (var change : changes) {
            if (change.before() != null && counted.test(change.before())) {
                deltas.merge(group.apply(change.before()), -1L, Long::sum);
            }
            if (counted.test(change.after())) {
                deltas.merge(group.apply(change.after()), 1L, Long::sum);
            }
        }
        deltas.values().removeIf(delta -> delta == 0);
        return new Deltas<>(deltas);
    }

    /** Those groups alone that become smaller: of these one may become empty, and has to go. */
    public Deltas<G> shrinking() {
        var shrinking = new TreeMap<>(byGroup);
        shrinking.values().removeIf(delta -> delta > 0);
        return new Deltas<>(shrinking);
    }

    public boolean isEmpty() {
        return byGroup.isEmpty();
    }

    public <T> T[] groups(Function<G, T> column, T[] type) {
        return byGroup.keySet().stream().map(column).toList().toArray(type);
    }

    public Long[] counts() {
        return byGroup.values().toArray(Long[]::new);
    }
}
