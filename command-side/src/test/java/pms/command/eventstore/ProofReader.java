package pms.command.eventstore;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import pms.command.eventstore.NoSkipProof.Violation;
import pms.command.eventstore.ProofWriter.Written;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows a tail and fails at the first event that is missing, doubled or out of order. */
final class ProofReader {

    private final String name;
    private final boolean seesAll;
    private final AtomicLongArray seen;
    private final int[] numbers;
    private long position;
    private Instant recordedAt = Instant.EPOCH;

    /**
     * @param after where it starts
     * @param seesAll whether no event is filtered out
     * @param seen by position, what the events say; of all readers together
     */
    ProofReader(String name, long after, boolean seesAll, int writers, AtomicLongArray seen) {
        this.name = name;
        this.position = after;
        this.seesAll = seesAll;
        this.seen = seen;
        this.numbers = new int[writers];
    }

    /** Completes after a number of events that were all right. */
    Mono<Void> follow(Flux<StoredEvent> tail, long events) {
        return tail.take(events).doOnNext(this::check).then();
    }

    private void check(StoredEvent event) {
        Written written = Written.in(event);
        boolean inPlace = seesAll ? event.position() == position + 1 : event.position() > position;
        int last = numbers[written.writer()];
        boolean inOrder = last == 0 || written.number() == last + 1;
        if (!inPlace || !inOrder || event.recordedAt().isBefore(recordedAt)) {
            throw new Violation("%s is at %d (%s), number %d of writer %d, and now sees %s of %s, number %d"
                    .formatted(
                            name,
                            position,
                            recordedAt,
                            last,
                            written.writer(),
                            event,
                            event.recordedAt(),
                            written.number()));
        }
        position = event.position();
        recordedAt = event.recordedAt();
        numbers[written.writer()] = written.number();
        long seenByAnother = seen.getAndSet((int) position, written.asNumber());
        if (seenByAnother != 0 && seenByAnother != written.asNumber()) {
            throw new Violation(name + " and another reader do not see the same at " + position);
        }
    }
}
