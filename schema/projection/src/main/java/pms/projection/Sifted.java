package pms.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is to be done with a batch.
 *
 * @param events to be applied, in position order
 * @param dead to be dead-lettered, in the order of the topic
 * @param positions of both
 * @param overtaken by subject, the position below which what is held says nothing any more
 * @param moved the new progress of each partition that had something new
 */
record Sifted(
        List<EventRecord> events,
        List<Incoming> dead,
        List<Long> positions,
        SortedMap<Integer, Progress> moved,
        Map<String, Long> overtaken) {

    /**
     * Leaves out what was applied before, and holds back what comes after a poison record of the same subject.
     *
     * @param overtakes what is not held back
     * @throws TopicMadeAnew when a record is of a later edition of the topic than what is stored
     */
    static Sifted of(List<Incoming> batch, Standing standing, Predicate<EventRecord> overtakes) {
        Sifted sifted =
                new Sifted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new HashMap<>());
        Map<String, Long> waiting = new HashMap<>(standing.held());
        for (Incoming incoming : batch) {
            Progress stored = standing.stored().getOrDefault(incoming.partition(), Progress.NONE);
            if (stored.isBefore(incoming)) {
                throw new TopicMadeAnew(Map.of(incoming.partition(), incoming.edition()));
            }
            Progress progress = sifted.moved.getOrDefault(incoming.partition(), stored);
            if (!progress.includes(incoming)) {
                sifted.moved.put(incoming.partition(), progress.after(incoming));
                sifted.add(incoming, waiting, standing.givenUp(), overtakes);
            }
        }
        sifted.events.sort(Comparator.comparingLong(EventRecord::position));
        return sifted;
    }

    private void add(
            Incoming incoming, Map<String, Long> waiting, Set<Long> givenUp, Predicate<EventRecord> overtakes) {
        if (incoming.position() > 0) {
            positions.add(incoming.position());
        }
        Long behind = incoming.subject() == null ? null : waiting.get(incoming.subject());
        if (incoming.event() == null && givenUp.contains(incoming.position())) {
            return; // it counts, and nothing waits for it
        }
        if (incoming.event() == null) {
            dead.add(incoming);
            if (incoming.subject() != null) {
                waiting.putIfAbsent(incoming.subject(), incoming.position());
            }
        } else if (behind == null) {
            events.add(incoming.event());
        } else if (overtakes.test(incoming.event())) {
            events.add(incoming.event());
            waiting.remove(incoming.subject());
            overtaken.put(incoming.event().subject(), incoming.position());
        } else {
            dead.add(incoming.poisoned("held back behind position " + behind, ""));
        }
    }
}
