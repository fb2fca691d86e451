package pms.command.handling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Lets the commands on one patient follow each other within this instance, in groups: while one group is carried out,
 * those that come wait, and then go together. Only a courtesy: what keeps commands apart for certain is the append's
 * condition, across instances as well.
 *
 * <p>Who cancels while waiting is never carried out; who cancels afterwards does not disturb its group, and when all of
 * a group are gone, the next one goes. A lane exists while somebody is in it. Thread-safe.
 *
 * @param <E> what waits
 * @param <A> what it is answered
 */
final class Lanes<E, A> {

    private final BiPredicate<List<E>, E> mayJoin;
    private final Function<List<Place<E, A>>, Mono<Void>> work;

    /** The places of those that wait; each set is touched inside the map's atomic operations only. */
    private final ConcurrentMap<UUID, Set<Place<E, A>>> waiting = new ConcurrentHashMap<>();

    /**
     * @param mayJoin whether an entry may go together with those before it; who may not leads the next group
     * @param work carries a group out and answers each place that is still wanted; its error is the answer of all that
     *     have none by then. Cancelled when nobody waits for it any longer
     */
    Lanes(BiPredicate<List<E>, E> mayJoin, Function<List<Place<E, A>>, Mono<Void>> work) {
        this.mayJoin = mayJoin;
        this.work = work;
    }

    /** The answer, when all that came before it in the lane has ended and its own group was carried out. */
    Mono<A> inTurn(UUID lane, E entry) {
        return Mono.defer(() -> {
            Place<E, A> place = new Place<>(entry);
            if (enter(lane, place)) {
                Disposable unused = serve(lane).subscribe();
            }
            return place.answered().doOnCancel(() -> leave(lane, place));
        });
    }

    /** Lanes in use. */
    int size() {
        return waiting.size();
    }

    /** Whether the place opened the lane. */
    private boolean enter(UUID lane, Place<E, A> place) {
        AtomicBoolean opened = new AtomicBoolean();
        waiting.compute(lane, (id, places) -> {
            opened.set(places == null);
            Set<Place<E, A>> all = places == null ? new LinkedHashSet<>() : places;
            all.add(place);
            return all;
        });
        return opened.get();
    }

    private void leave(UUID lane, Place<E, A> place) {
        waiting.computeIfPresent(lane, (id, places) -> {
            places.remove(place);
            return places;
        });
        place.leave();
    }

    /** Group after group until nobody waits; outlives each of its members, and never fails. */
    private Mono<Void> serve(UUID lane) {
        return Mono.defer(() -> carryOut(next(lane))).repeat(() -> isOpen(lane)).then();
    }

    /** Closes the lane when nobody waits. */
    private boolean isOpen(UUID lane) {
        return waiting.computeIfPresent(lane, (id, places) -> places.isEmpty() ? null : places) != null;
    }

    private List<Place<E, A>> next(UUID lane) {
        List<Place<E, A>> group = new ArrayList<>();
        waiting.computeIfPresent(lane, (id, places) -> {
            group.addAll(firstTogether(places));
            group.forEach(places::remove);
            return places;
        });
        return group;
    }

    private List<Place<E, A>> firstTogether(Set<Place<E, A>> places) {
        List<Place<E, A>> group = new ArrayList<>();
        List<E> entries = new ArrayList<>();
        Iterator<Place<E, A>> inOrder = places.iterator();
        while (inOrder.hasNext()) {
            Place<E, A> place = inOrder.next();
            if (!group.isEmpty() && !mayJoin.test(entries, place.entry())) {
                break;
            }
            group.add(place);
            entries.add(place.entry());
        }
        return group;
    }

    private Mono<Void> carryOut(List<Place<E, A>> group) {
        if (group.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> work.apply(group))
                .then(Mono.<Void>error(() -> new IllegalStateException("the work left a place without an answer")))
                .takeUntilOther(Mono.when(group.stream().map(Place::ended).toList()))
                .onErrorResume(error -> Mono.fromRunnable(() -> group.forEach(place -> place.fail(error))));
    }
}
