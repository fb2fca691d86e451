package pms.projection;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The stored progress of one projection in one topic. */
final class ProgressStore {

    /**
     * After which PostgreSQL ends the transaction of an instance that says nothing: one that is frozen would keep the
     * locks of its partitions for as long as its connection lives, and nobody could go on with them.
     */
    private static final String LONGEST_SILENCE = "10s";

    private final DatabaseClient database;
    private final String projection;
    private final String topic;

    ProgressStore(DatabaseClient database, String projection, String topic) {
        this.database = database;
        this.projection = projection;
        this.topic = topic;
    }

    /**
     * Where the batch begins: locks the partitions until the end of the transaction, which must not be silent for longer
     * than {@value #LONGEST_SILENCE} from here on.
     */
    Mono<Standing> begin(Collection<Integer> partitions, Collection<String> subjects) {
        return database.sql("select b.subject, b.partition, b.next_offset, b.position, b.edition, b.digest"
                        + " from set_config('idle_in_transaction_session_timeout', $5, true),"
                        + " projection_begin($1, $2, $3, $4) b")
                .bind(0, projection)
                .bind(1, topic)
                .bind(2, partitions.toArray(Integer[]::new))
                .bind(3, subjects.toArray(String[]::new))
                .bind(4, LONGEST_SILENCE)
                .map(Standing.Line::of)
                .all()
                .collectList()
                .map(Standing::of);
    }

    /** Where to read on in each of the partitions; those that were never read are left out. */
    Mono<Map<Integer, Long>> nextOffsets(Collection<Integer> partitions) {
        return database.sql("""
                        select partition, next_offset from projection_partition
                         where projection = $1 and topic = $2 and partition = any($3::int[])
                        """)
                .bind(0, projection)
                .bind(1, topic)
                .bind(2, partitions.toArray(Integer[]::new))
                .map(row -> Map.entry(present(row.get(0, Integer.class)), present(row.get(1, Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** How far each partition is that was ever read. */
    Mono<Map<Integer, Progress>> stored() {
        return database.sql("""
                        select partition, next_offset, position, edition from projection_partition
                         where projection = $1 and topic = $2
                        """)
                .bind(0, projection)
                .bind(1, topic)
                .map(row -> Map.entry(
                        present(row.get(0, Integer.class)),
                        new Progress(
                                present(row.get(1, Long.class)),
                                present(row.get(2, Long.class)),
                                present(row.get(3, Long.class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Begins anew in these partitions.
     *
     * @param editions of the topic that is read from now on, by partition
     * @param forgetPositions whether the positions begin anew as well
     */
    Mono<Void> restart(Map<Integer, Long> editions, boolean forgetPositions) {
        return database.sql("""
                        update projection_partition p
                           set next_offset = 0, edition = greatest(p.edition, n.edition),
                               position = case when $5 then 0 else p.position end
                          from unnest($3::int[], $4::bigint[]) n(partition, edition)
                         where p.projection = $1 and p.topic = $2 and p.partition = n.partition
                        """)
                .bind(0, projection)
                .bind(1, topic)
                .bind(2, editions.keySet().toArray(Integer[]::new))
                .bind(3, editions.values().toArray(Long[]::new))
                .bind(4, forgetPositions)
                .then();
    }

    Mono<Long> hold(List<Incoming> dead) {
        return database.sql("""
                        insert into projection_held
                          (projection, topic, edition, partition, next_offset, position, subject, reason, trace, record)
                        select $1, $2, edition, partition, next_offset, position, subject, reason, trace, decode(record, 'hex')
                          from unnest($3::int[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
                                      $9::text[], $10::bigint[])
                               d(partition, next_offset, position, subject, reason, trace, record, edition)
                        on conflict do nothing
                        """)
                .bind(0, projection)
                .bind(1, topic)
                .bind(2, dead.stream().map(Incoming::partition).toArray(Integer[]::new))
                .bind(3, dead.stream().map(Incoming::nextOffset).toArray(Long[]::new))
                .bind(4, dead.stream().map(Incoming::position).toArray(Long[]::new))
                .bind(
                        5,
                        dead.stream()
                                .map(d -> Objects.requireNonNullElse(d.subject(), ""))
                                .toArray(String[]::new))
                .bind(
                        6,
                        dead.stream()
                                .map(d -> Objects.requireNonNullElse(d.reason(), ""))
                                .toArray(String[]::new))
                .bind(7, dead.stream().map(Incoming::trace).toArray(String[]::new))
                .bind(
                        8,
                        dead.stream()
                                .map(d -> HexFormat.of().formatHex(StoredRecord.encode(d.source())))
                                .toArray(String[]::new))
                .bind(9, dead.stream().map(Incoming::edition).toArray(Long[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Holds records no longer that say nothing now: by subject, those below a position. */
    Mono<Void> release(Map<String, Long> overtaken) {
        return database.sql("""
                        delete from projection_held h using unnest($2::text[], $3::bigint[]) o(subject, position)
                         where h.projection = $1 and h.subject = o.subject and h.position < o.position
                        """)
                .bind(0, projection)
                .bind(1, overtaken.keySet().toArray(String[]::new))
                .bind(2, overtaken.values().toArray(Long[]::new))
                .then();
    }

    /** Stores the progress and answers the watermark that follows from it. */
    Mono<Long> advance(SortedMap<Integer, Progress> moved, List<Long> positions) {
        return database.sql("""
                        with moved as (
                          update projection_partition p
                             set next_offset = m.next_offset, position = m.position, edition = m.edition
                            from unnest($3::int[], $4::bigint[], $5::bigint[], $7::bigint[])
                                   m(partition, next_offset, position, edition)
                           where p.projection = $1 and p.topic = $2 and p.partition = m.partition)
                        select projection_advance($1, $6::bigint[])
                        """)
                .bind(0, projection)
                .bind(1, topic)
                .bind(2, moved.keySet().toArray(Integer[]::new))
                .bind(3, moved.values().stream().map(Progress::nextOffset).toArray(Long[]::new))
                .bind(4, moved.values().stream().map(Progress::position).toArray(Long[]::new))
                .bind(5, positions.toArray(Long[]::new))
                .bind(6, moved.values().stream().map(Progress::edition).toArray(Long[]::new))
                .map(row -> present(row.get(0, Long.class)))
                .one();
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
