package pms.command.eventstore;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One log of events with a dynamic consistency boundary: events carry tags, an append states which events must not
 * have come in the meantime.
 *
 * <p>What it promises:
 *
 * <ul>
 *   <li><b>Durable.</b> An {@link Appended} is given only after the commit reached the disk.
 *   <li><b>One order.</b> Positions start at 1 and have no gap, and position order is commit order: who has read up to
 *       position p has seen all that will ever be at or below p. {@code recordedAt} never goes back along positions.
 *   <li><b>All or nothing.</b> The events of one append stand at neighbouring positions, or nowhere.
 *   <li><b>Written once.</b> Event ids are unique. Appending again what was appended before (the same ids in the same
 *       order) writes nothing and gives the {@link Appended} of the first time, whatever the condition; so an append
 *       may be repeated after any failure.
 * </ul>
 *
 * <p>All publishers are cold: nothing happens before subscription, and each subscription is an operation of its own.
 * Instances are thread-safe. Signals come on threads that must never block.
 */
public interface EventStore {

    /**
     * Appends all events or none, if no event that the condition forbids is in the store.
     *
     * <p>Errors: {@link AppendConflict} when the condition failed; {@link InvalidAppend} when the input breaks a limit
     * or an id is taken; {@link StoreOverloaded} when too many appends wait; {@link StoreUnavailable} when the database
     * could not be reached in time and nothing was written; {@link StoreClosed}. An append whose connection died in
     * the commit waits until the database answers again and then ends as what truly happened; only when the store is
     * closed before that, or the database refuses for good to say, it ends as {@link AppendUnknown}. Callers bound their
     * waiting with a timeout.
     *
     * <p>Cancelling withdraws an append that was not sent yet; one that was sent may or may not be stored.
     *
     * @param events at least one; in the order in which they will stand
     * @param condition what must not be in the store, or {@link AppendCondition#none()}
     */
    Mono<Appended> append(List<NewEvent> events, AppendCondition condition);

    /**
     * Reads the matching events after a position up to the head at subscription, then completes; in position order,
     * and no faster than demanded: at most two pages are held. Errors: {@link StoreUnavailable}.
     *
     * @param after the position to start behind, 0 for the beginning; not negative
     */
    default Flux<StoredEvent> read(Criteria criteria, long after) {
        return pages(criteria, after).concatMapIterable(Page::events, 1);
    }

    /**
     * Like {@link #read}, page by page: at least one page, all of the same head, the last one marked. The first page is
     * one round trip, and its events and its head are of one snapshot: no matching event at or below the head is
     * missing. For callers who append on the condition "nothing after that head".
     */
    Flux<Page> pages(Criteria criteria, long after);

    /**
     * All events after a position up to the head at subscription, then completes; in position order. Reads several
     * ranges at a time, for whoever goes through the whole log, so that more pages are held than by {@link #read}: a few.
     * Errors: {@link StoreUnavailable}.
     *
     * @param after the position to start behind, 0 for the beginning; not negative
     */
    Flux<StoredEvent> readAll(long after);

    /**
     * All events after a position, for ever: each once, in order, without a gap, as they are committed by any instance.
     * Survives the loss of the database: goes on behind the last event it gave when the database is back. Ends with
     * {@link StoreClosed} when the store closes, and with no other error. Holds at most one page.
     *
     * @param after the position to start behind, 0 for the beginning; not negative
     */
    default Flux<StoredEvent> tail(long after) {
        return tail(Criteria.everything(), after);
    }

    /** Like {@link #tail(long)}, with the matching events only. */
    Flux<StoredEvent> tail(Criteria criteria, long after);

    /** The position of the last event, 0 when there is none. */
    Mono<Long> head();

    /** The position of the last event recorded before a moment, 0 when there is none. */
    Mono<Long> positionBefore(Instant moment);
}
