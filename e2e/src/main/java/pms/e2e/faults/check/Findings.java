package pms.e2e.faults.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pms.e2e.faults.check.Violation.Kind;

/** Gathers violations: all are counted, the first of each kind are kept. */
public final class Findings {
    private static final int KEPT_OF_A_KIND = 20;

    private final Map<Kind, List<Violation>> kept = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long resent;

    void add(Kind kind, String what) {
        counts.merge(kind, 1L, Long::sum);
        List<Violation> ofKind = kept.computeIfAbsent(kind, none -> new ArrayList<>());
        if (ofKind.size() < KEPT_OF_A_KIND) {
            ofKind.add(new Violation(kind, what));
        }
    }

    /** Notes a record that the topic has twice, which is allowed. */
    void resent() {
        resent++;
    }

    /** The first of each kind. */
    public List<Violation> violations() {
        return kept.values().stream().flatMap(Collection::stream).toList();
    }

    public Map<Kind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records of the topic that were sent more than once, each further time counted. */
    public long resentRecords() {
        return resent;
    }
}
