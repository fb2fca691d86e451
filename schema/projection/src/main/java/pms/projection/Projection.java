package pms.projection;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A set of views that is built from events. */
public interface Projection {

    /** The name that its progress is stored under; never changed once in use. */
    String name();

    /**
     * Applies a batch to the views, within the transaction of the subscriber's context.
     *
     * <p>The events are fresh (none was applied before) and in position order, and all events of one subject come in
     * order over the batches. State that outlives the batch MUST be in the database and nowhere else: another instance
     * may have written in between. Fails with {@link UnreadableRecord} when an event can't be read; the batch is then
     * divided until the event is found and dead-lettered.
     */
    Mono<Void> apply(List<EventRecord> events);

    /**
     * What stands in generations, in the order in which the tables are made; none when this projection has no generations.
     * Always the same.
     */
    default List<ViewDefinition> views() {
        return List.of();
    }

    /**
     * As above, to these views alone: in a generation that was made by another version of the code the others are not kept
     * up any more, or not there.
     */
    default Mono<Void> apply(List<EventRecord> events, Set<String> views) {
        return apply(events);
    }

    /**
     * Whether the event is applied though earlier ones of its subject are held back: it makes nothing of what they say,
     * and must not wait for them. They are held no longer then, and what comes after it is applied. None is, unless the
     * projection says so.
     */
    default boolean overtakes(EventRecord event) {
        return false;
    }

    /**
     * Makes of an event what needs no database, while the batch before it is written: it comes back as {@link
     * EventRecord#decoded}. Of an event that comes live nothing is made beforehand, so {@link #apply} MUST NOT rely on it.
     * Null when there is nothing to be made. Fails with {@link UnreadableRecord} when the event can't be read, which then
     * counts when it is applied.
     */
    default @Nullable Object decode(EventRecord event) {
        return null;
    }

    /** Whether an operator may give up a record that can't be applied. */
    default boolean mayGiveUp() {
        return true;
    }
}
