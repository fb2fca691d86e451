package pms.command.relay;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import pms.command.leading.Tenure;
import pms.command.leading.TenureEnded;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the relay is, with the last record of each partition: saved together, under the relay's term alone. */
final class RelayProgress {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String MARKS = "select topic, partition, topic_id, \"offset\", position from relayed";
    private static final String EDITION = "select edition from checkpoint where name = $1";
    private static final String SAVE = """
            with own as (
              update checkpoint set position = greatest(position, $3) where name = $1 and term = $2 returning 1
            ), marks as (
              insert into relayed as r (topic, partition, topic_id, "offset", position)
              select m.* from own, unnest($4::text[], $5::int[], $6::text[], $7::bigint[], $8::bigint[]) m
              on conflict (topic, partition) do update
                 set topic_id = excluded.topic_id, "offset" = excluded."offset", position = excluded.position
               where r."offset" <> excluded."offset" or r.topic_id <> excluded.topic_id)
            select count(*) from own""";
    private static final String SET_BACK = """
            with own as (
              update checkpoint set position = least(position, $3), edition = term where name = $1 and term = $2 returning 1
            ), gone as (
              delete from relayed r using own
               where (r.topic, r.partition) in (select g.* from unnest($4::text[], $5::int[]) g))
            select count(*) from own""";
    /** Nobody takes the lease before the former holder has noticed. */
    private static final String START_AFTER = """
            update checkpoint set position = least(position, $2), term = term + 1, holder = null,
                   held_until = clock_timestamp() + $3 * interval '1 ms'
             where name = $1
            returning position""";

    private final ConnectionFactory connections;

    RelayProgress(ConnectionFactory connections) {
        this.connections = connections;
    }

    Mono<List<Mark>> marks() {
        return on(connection -> Flux.from(connection.createStatement(MARKS).execute())
                        .concatMap(result -> result.map((row, metadata) -> mark(row)))
                        .collectList())
                .checkpoint("load the relay's marks");
    }

    /** The edition of the topics that is written now; 0 until something was lost. */
    Mono<Long> edition(String name) {
        return on(connection -> Flux.from(connection
                                .createStatement(EDITION)
                                .bind("$1", name)
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> present(row.get(0, Long.class))))
                        .next())
                .checkpoint("load the edition");
    }

    /** Fails with {@link TenureEnded} when the turn is another's, and has saved nothing then. */
    Mono<Void> save(Tenure tenure, long position, List<Mark> marks) {
        return on(connection -> owned(
                        tenure,
                        partitions(
                                        underTerm(connection.createStatement(SAVE), tenure, position),
                                        marks.stream().map(Mark::partition).toList())
                                .bind("$6", array(marks, Mark::topicId, String[]::new))
                                .bind("$7", array(marks, Mark::offset, Long[]::new))
                                .bind("$8", array(marks, Mark::position, Long[]::new))))
                .checkpoint("save the relay's progress");
    }

    /** All behind the position is to be sent again, as the edition of this term; what was noted of the partitions is gone. */
    Mono<Void> setBack(Tenure tenure, long position, List<TopicPartition> lost) {
        return on(connection -> owned(
                        tenure, partitions(underTerm(connection.createStatement(SET_BACK), tenure, position), lost)))
                .checkpoint("set the relay back");
    }

    /**
     * Ends whatever turn there is and lets the next one begin behind the position, or where it would have begun if that is
     * lower.
     *
     * @param pause until another turn may begin
     * @return where it will begin
     */
    Mono<Long> startAfter(String name, long position, Duration pause) {
        return on(connection -> Flux.from(connection
                                .createStatement(START_AFTER)
                                .bind("$1", name)
                                .bind("$2", position)
                                .bind("$3", pause.toMillis())
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> present(row.get(0, Long.class))))
                        .next())
                .checkpoint("set the relay back");
    }

    private <T> Mono<T> on(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(connections.create(), work, Connection::close).timeout(TIMEOUT);
    }

    private static Statement underTerm(Statement statement, Tenure tenure, long position) {
        return statement.bind("$1", tenure.name()).bind("$2", tenure.term()).bind("$3", position);
    }

    private static Statement partitions(Statement statement, List<TopicPartition> partitions) {
        return statement
                .bind("$4", array(partitions, TopicPartition::topic, String[]::new))
                .bind("$5", array(partitions, TopicPartition::partition, Integer[]::new));
    }

    private static <T, E> E[] array(List<T> of, Function<T, E> value, IntFunction<E[]> newArray) {
        return of.stream().map(value).toArray(newArray);
    }

    private static Mono<Void> owned(Tenure tenure, Statement statement) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> present(row.get(0, Long.class))))
                .single()
                .flatMap(rows -> rows == 1 ? Mono.<Void>empty() : Mono.error(() -> new TenureEnded(tenure)));
    }

    private static Mark mark(Row row) {
        return new Mark(
                new TopicPartition(present(row.get(0, String.class)), present(row.get(1, Integer.class))),
                present(row.get(2, String.class)),
                present(row.get(3, Long.class)),
                present(row.get(4, Long.class)));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
