package pms.command.eventstore;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Appends numbered events, one append after the other, and notes where each event was acknowledged. */
final class ProofWriter {

    private static final int MAX_BATCH = 8;

    /** What an event of the proof holds. */
    record Written(int writer, int number) {

        static Written in(StoredEvent event) {
            ByteBuffer payload = ByteBuffer.wrap(event.payload());
            return new Written(payload.getInt(), payload.getInt());
        }

        byte[] payload() {
            return ByteBuffer.allocate(Long.BYTES).putLong(asNumber()).array();
        }

        long asNumber() {
            return ((long) writer << Integer.SIZE) + number;
        }
    }

    private final int writer;
    private final int events;
    private final AtomicLongArray acknowledged;
    private int done;
    private long lastPosition;

    /** @param acknowledged by position */
    ProofWriter(int writer, int events, AtomicLongArray acknowledged) {
        this.writer = writer;
        this.events = events;
        this.acknowledged = acknowledged;
    }

    static String tag(int writer) {
        return "writer:" + writer;
    }

    Mono<Void> writeAll(EventStore store) {
        return Mono.defer(() -> store.append(next(), new AppendCondition(Criteria.anyTagOf(tag(writer)), lastPosition)))
                .doOnNext(this::acknowledge)
                .repeat(() -> done < events)
                .then();
    }

    private List<NewEvent> next() {
        int size = Math.min(1 + (done + writer) % MAX_BATCH, events - done);
        return IntStream.rangeClosed(1, size).mapToObj(i -> event(done + i)).toList();
    }

    private NewEvent event(int number) {
        return new NewEvent(
                Events.id(),
                Events.TYPE,
                tag(writer),
                new Written(writer, number).payload(),
                Map.of(),
                Set.of(tag(writer), "all"));
    }

    private void acknowledge(Appended appended) {
        if (appended.firstPosition() <= lastPosition) {
            throw new NoSkipProof.Violation("writer " + writer + " was at " + lastPosition + ", then got " + appended);
        }
        for (long position = appended.firstPosition(); position <= appended.lastPosition(); position++) {
            done++;
            acknowledged.set((int) position, new Written(writer, done).asNumber());
        }
        lastPosition = appended.lastPosition();
    }
}
