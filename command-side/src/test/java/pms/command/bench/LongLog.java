package pms.command.bench;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import reactor.core.publisher.Mono;

/**
 * A log that grows to a given length: entities of 10 events that lie far apart, as patients' events do, each event with
 * two tags. Filled by SQL, with the indexes in place, so that they look as they would after as many appends.
 */
final class LongLog implements AutoCloseable {

    static final int EVENTS_AN_ENTITY = 10;
    private static final long STEP = 100_000;

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();
    private long entities;

    PostgresEventStore store() {
        return store;
    }

    StoreDatabase database() {
        return database;
    }

    ConnectionFactory connections() {
        return database.connections();
    }

    /** Adds events until there are so many; only while nothing appends. */
    void growTo(long events) {
        long filled = head();
        while (filled < events) {
            long count = Math.min(STEP, events - filled);
            database.execute(statement(filled, count, entities(count)));
            filled += count;
        }
        database.execute("vacuum analyze event, event_tag");
    }

    /** Of an entity, all 10 events or nearly so. */
    Mono<Long> sourceOne() {
        long entity = ThreadLocalRandom.current().nextLong(entities);
        return store.read(Criteria.anyTagOf("patient:" + entity), 0).count();
    }

    /** To an entity of its own; the condition looks at its tag. */
    Mono<?> append() {
        Samples.Append append = Samples.append();
        return store.append(append.events(), append.condition());
    }

    /** To an entity that has events, on condition that nothing came after the head it was read at. */
    Mono<?> appendTo(String tag, long head) {
        return store.append(List.of(Samples.event(tag)), new AppendCondition(Criteria.anyTagOf(tag), head));
    }

    long head() {
        return store.head().blockOptional(Duration.ofMinutes(1)).orElseThrow();
    }

    @Override
    public void close() {
        store.close().block(Duration.ofSeconds(30));
        database.close();
    }

    /** The events of a step belong to entities of their own, 10 each, one after the other in turn. */
    private long entities(long count) {
        long first = entities;
        entities += Math.max(1, count / EVENTS_AN_ENTITY);
        return first;
    }

    private String statement(long filled, long count, long firstEntity) {
        long ofStep = entities - firstEntity;
        return """
                with new as (
                  select %d + n as position, %d + n %% %d as entity from generate_series(1, %d) n
                ), events as (
                  insert into event (position, id, type, subject, recorded_at, payload, metadata)
                  select position, uuidv7(), '%s', entity::text, clock_timestamp(),
                         convert_to(repeat('abcdefghij', %d), 'UTF8'), array['actor', 'bench']
                    from new order by position
                ), types as (
                  insert into event_type_block (type, block) select distinct '%s', position >> 10 from new
                  on conflict do nothing
                ), tags as (
                  insert into event_tag (tag, position, type)
                  select t.tag, n.position, '%s'
                    from new n cross join lateral (values ('patient:' || n.entity), ('number:' || n.position)) t(tag)
                )
                update event_head set position = %d, recorded_at = clock_timestamp()
                """.formatted(
                        filled,
                        firstEntity,
                        ofStep,
                        count,
                        Samples.TYPE,
                        Samples.PAYLOAD_BYTES / 10,
                        Samples.TYPE,
                        Samples.TYPE,
                        filled + count);
    }
}
