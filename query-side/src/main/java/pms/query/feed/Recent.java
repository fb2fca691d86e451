package pms.query.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pms.query.patient.ChangeDecoder;

/**
 * The last events: all that there are after one position, up to and with another.
 *
 * @param after who has seen less than this can't be served from here
 */
record Recent(long after, long upTo, List<FeedEvent> events) {

    private static final String ERASED = FeedRow.simpleName(ChangeDecoder.ERASED);

    static Recent nothingAfter(long position) {
        return new Recent(position, position, List.of());
    }

    /** With the events up to {@code newUpTo}, of which the oldest are let go beyond {@code limit}. */
    Recent extended(List<FeedEvent> fresh, long newUpTo, int limit) {
        List<FeedEvent> all = new ArrayList<>(events.size() + fresh.size());
        all.addAll(events);
        all.addAll(fresh);
        int surplus = Math.max(0, all.size() - limit);
        long newAfter = surplus == 0 ? after : all.get(surplus - 1).position();
        return new Recent(newAfter, newUpTo, List.copyOf(all.subList(surplus, all.size())));
    }

    /**
     * The first event after the position; null when there is none here.
     *
     * @param patientId only of this patient; null for all
     */
    @Nullable
    FeedEvent next(long position, @Nullable UUID patientId) {
        for (FeedEvent event : events.subList(firstAfter(position), events.size())) {
            if (patientId == null || event.patientId().equals(patientId)) {
                return event;
            }
        }
        return null;
    }

    private int firstAfter(long position) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).position() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Takes the content out of the events of erased patients, for all who hold them. */
    void forget(Predicate<UUID> isErased) {
        events.stream().filter(event -> isErased.test(event.patientId())).forEach(FeedEvent::forgetContent);
    }

    /** Whose erasure is among the events. */
    Set<UUID> erased() {
        return events.stream()
                .filter(event -> event.type().equals(ERASED))
                .map(FeedEvent::patientId)
                .collect(Collectors.toSet());
    }
}
