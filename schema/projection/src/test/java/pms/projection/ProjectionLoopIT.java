package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ProjectionLoopIT {

    @Test
    void appliesEachEventOnceThoughTheRelayRepeatsItself() {
        try (Bench bench = new Bench("repeats", 3)) {
            LongStream.rangeClosed(1, 30).forEach(position -> write(bench, position));
            LongStream.rangeClosed(11, 60).forEach(position -> write(bench, position));
            bench.start().await(60);
            assertThat(positions(bench)).as("each once").containsExactlyElementsOf(upTo(60));
            assertThat(outOfOrder(bench))
                    .as("subjects with an event out of order")
                    .isZero();
        }
    }

    @Test
    void holdsTheWatermarkUntilThePartitionThatIsBehindCatchesUp() {
        try (Bench bench = new Bench("behind", 2)) {
            Bench.Instance instance = bench.start();
            bench.topic.write(0, 1, "a", "entry");
            bench.topic.write(0, 3, "a", "entry");
            bench.topic.write(0, 4, "a", "entry");
            bench.topic.write(0, 6, "a", "entry");
            eventually(bench, "select count(*) from ledger", 4);
            instance.await(1);
            assertThat(instance.watermark().position()).as("2 is not applied").isEqualTo(1);
            bench.topic.write(1, 2, "b", "entry");
            instance.await(4);
            assertThat(instance.watermark().position()).as("5 is not applied").isEqualTo(4);
            bench.topic.write(1, 5, "b", "entry");
            instance.await(6);
            assertThat(bench.number("select count(*) from projection_ahead")).isZero();
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        try (Bench bench = new Bench("restart", 3)) {
            LongStream.rangeClosed(1, 20).forEach(position -> write(bench, position));
            Bench.Instance first = bench.start();
            first.await(20);
            first.close();
            LongStream.rangeClosed(21, 40).forEach(position -> write(bench, position));
            bench.start().await(40);
            assertThat(positions(bench)).containsExactlyElementsOf(upTo(40));
        }
    }

    @Test
    void sharesThePartitionsWithAnotherInstanceAndEachKnowsTheWholeWatermark() {
        try (Bench bench = new Bench("shared", 6)) {
            Bench.Instance first = bench.start();
            LongStream.rangeClosed(1, 300).forEach(position -> write(bench, position));
            Bench.Instance second = bench.start();
            LongStream.rangeClosed(301, 600).forEach(position -> write(bench, position));
            first.await(600);
            second.await(600);
            first.close();
            LongStream.rangeClosed(601, 700).forEach(position -> write(bench, position));
            second.await(700);
            assertThat(positions(bench)).containsExactlyElementsOf(upTo(700));
            assertThat(outOfOrder(bench)).isZero();
        }
    }

    @Test
    void waitsOutAKilledDatabaseBackend() throws SQLException {
        try (Bench bench = new Bench("killed", 3)) {
            Bench.Instance instance = bench.start();
            for (long position = 1; position <= 200; position++) {
                write(bench, position);
                if (position % 20 == 0) {
                    killBackends("killed");
                }
            }
            instance.await(200);
            assertThat(positions(bench)).containsExactlyElementsOf(upTo(200));
        }
    }

    private static void write(Bench bench, long position) {
        int partition = (int) (position * 7 % 3);
        bench.topic.write(partition, position, "subject-" + partition + "-" + position % 2, "entry");
    }

    private static List<String> upTo(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList();
    }

    private static List<String> positions(Bench bench) {
        return bench.strings("select position from ledger order by position");
    }

    private static long outOfOrder(Bench bench) {
        return bench.number("""
                select count(*) from (
                  select position < lag(position) over (partition by subject order by applied) late from ledger) l
                 where late
                """);
    }

    private static void eventually(Bench bench, String sql, long expected) {
        assertThat(Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                        .onBackpressureDrop()
                        .concatMap(tick -> bench.database
                                .sql(sql)
                                .map(row -> String.valueOf(row.get(0)))
                                .one())
                        .any(found -> found.equals(Long.toString(expected)))
                        .block(Bench.PATIENCE))
                .isTrue();
    }

    private static void killBackends(String database) throws SQLException {
        try (var connection = Servers.postgres().connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(database));
        }
    }
}
