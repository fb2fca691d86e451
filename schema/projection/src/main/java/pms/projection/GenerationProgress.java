package pms.projection;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Stores how far a generation is that is not live, and counts what its rebuild has done; it has no watermark. */
final class GenerationProgress implements BatchTransaction.Advance {

    private final DatabaseClient database;
    private final String progress;
    private final String topic;
    private final UUID rebuild;

    /** @param progress the name that it is stored under */
    GenerationProgress(DatabaseClient database, String progress, String topic, UUID rebuild) {
        this.database = database;
        this.progress = progress;
        this.topic = topic;
        this.rebuild = rebuild;
    }

    /** Answers how many events came in. Fails with {@link RebuildEnded} when nobody wants them. */
    @Override
    public Mono<Long> to(SortedMap<Integer, Progress> moved, List<Long> positions) {
        return database.sql("""
                        with moved as (
                          update projection_partition p
                             set next_offset = m.next_offset, position = m.position, edition = m.edition
                            from unnest($3::int[], $4::bigint[], $5::bigint[], $6::bigint[])
                                   m(partition, next_offset, position, edition)
                           where p.projection = $1 and p.topic = $2 and p.partition = m.partition)
                        update rebuild set done = done + $8, attempts = 0, updated_at = clock_timestamp()
                         where id = $7 and state = 'RUNNING' and progress = $1
                        returning $8::bigint
                        """)
                .bind(0, progress)
                .bind(1, topic)
                .bind(2, moved.keySet().toArray(Integer[]::new))
                .bind(3, moved.values().stream().map(Progress::nextOffset).toArray(Long[]::new))
                .bind(4, moved.values().stream().map(Progress::position).toArray(Long[]::new))
                .bind(5, moved.values().stream().map(Progress::edition).toArray(Long[]::new))
                .bind(6, rebuild)
                .bind(7, (long) positions.size())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .switchIfEmpty(Mono.error(RebuildEnded::new));
    }
}
