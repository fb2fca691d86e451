package pms.command.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Shows that no reader skips: writers on some instances append while readers tail and a trigger holds some inserts back
 * for random times. Each reader must see each position once, in order, without a hole; each event must stand where it was
 * acknowledged.
 */
final class NoSkipProof {

    private static final Duration LIMIT = Duration.ofHours(2);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One insert in a thousand waits, up to 20 ms, after it got its position and before its commit. */
    private static final String HOLD_BACK = "create function hold_back() returns trigger language plpgsql as $$ begin"
            + " if random() < 0.001 then perform nextval('held'), pg_sleep(random() * 0.02); end if;"
            + " return null; end $$";

    private static final String HELD = "select case when is_called then last_value else 0 end from held";

    private static final int FILTERED_WRITERS = 4;
    private static final int SLOW_DEMAND = 8;

    /** Something that must never happen. */
    static final class Violation extends RuntimeException {

        Violation(String message) {
            super(message);
        }
    }

    /** @param held how many inserts the trigger held back */
    record Figures(long events, int instances, int writers, int readers, long held, Duration took) {}

    private final StoreDatabase database;
    private final List<PostgresEventStore> stores;
    private final List<Mono<Void>> readers = new ArrayList<>();
    private final AtomicLongArray acknowledged;
    private final int writers;
    private final int events;

    private NoSkipProof(StoreDatabase database, int instances, int writers, int events) {
        this.database = database;
        this.stores = IntStream.range(0, instances)
                .mapToObj(instance -> database.startStore())
                .toList();
        this.writers = writers;
        this.events = events;
        this.acknowledged = new AtomicLongArray(events + 1);
    }

    /**
     * Runs the proof on an empty database.
     *
     * @param events in all; at least one a writer
     * @throws Violation when it fails
     */
    static Figures run(StoreDatabase database, int instances, int writers, int events) {
        database.execute("create sequence held");
        database.execute(HOLD_BACK);
        database.execute("create trigger holding after insert on event for each row execute function hold_back()");
        NoSkipProof proof = new NoSkipProof(database, instances, writers, events);
        try {
            return proof.run();
        } finally {
            Flux.fromIterable(proof.stores).concatMap(PostgresEventStore::close).blockLast(LIMIT);
        }
    }

    private Figures run() {
        long begin = System.nanoTime();
        AtomicLongArray seen = new AtomicLongArray(events + 1);
        stores.forEach(store -> follow("a reader from the start", store.tail(0), 0, seen));
        follow("a slow reader", slow(stores.getFirst().tail(0)), 0, seen);
        follow("a reader from the middle", stores.getLast().tail(events / 2), events / 2, seen);
        follow("a late reader", late(events / 2, events / 4), events / 4, seen);
        followSome(seen);
        Mono<Void> writing =
                Flux.range(0, writers).flatMap(this::write, writers).then().cache();
        Mono.when(readers)
                .timeout(
                        writing.then(Mono.delay(PATIENCE)),
                        Mono.error(() -> new Violation("a reader still waits for events, long after the last append")))
                .and(writing)
                .block(LIMIT);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        checkLog(seen);
        return new Figures(events, stores.size(), writers, readers.size(), database.count(HELD), took);
    }

    private void follow(String name, Flux<StoredEvent> tail, int after, AtomicLongArray seen) {
        readers.add(new ProofReader(name, after, true, writers, seen).follow(tail, events - after));
    }

    private void followSome(AtomicLongArray seen) {
        int some = Math.min(FILTERED_WRITERS, writers);
        String[] tags = IntStream.range(0, some).mapToObj(ProofWriter::tag).toArray(String[]::new);
        long count = IntStream.range(0, some).map(this::eventsOf).sum();
        readers.add(new ProofReader("a reader of some", 0, false, writers, seen)
                .follow(stores.getLast().tail(Criteria.anyTagOf(tags), 0), count));
    }

    private static Flux<StoredEvent> slow(Flux<StoredEvent> tail) {
        return tail.publishOn(Schedulers.parallel(), SLOW_DEMAND);
    }

    /** Starts far behind, when the log has come to a position. */
    private Flux<StoredEvent> late(long when, long after) {
        return stores.getLast().tail(when).next().thenMany(stores.getLast().tail(after));
    }

    private Mono<Void> write(int writer) {
        return new ProofWriter(writer, eventsOf(writer), acknowledged).writeAll(stores.get(writer % stores.size()));
    }

    private int eventsOf(int writer) {
        return events / writers + (writer < events % writers ? 1 : 0);
    }

    private void checkLog(AtomicLongArray seen) {
        require(database.count("select position from event_head") == events, "the head is not the number of events");
        require(database.count("select count(*) from event") == events, "more or fewer events than were appended");
        for (int position = 1; position <= events; position++) {
            require(
                    seen.get(position) == acknowledged.get(position),
                    "another event than was acknowledged stands at " + position);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
