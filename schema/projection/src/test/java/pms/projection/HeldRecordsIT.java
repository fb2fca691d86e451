package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class HeldRecordsIT {

    @Test
    void appliesInOrderWhatWasHeldBackWhenTheCauseIsMended() {
        try (Bench bench = new Bench("mended", 1)) {
            var instance = withAPoisonAtTwo(bench);

            var tooEarly = replay(bench.held(false), "ill");
            assertThat(tooEarly.applied()).isZero();
            assertThat(tooEarly.stuck()).singleElement().satisfies(stuck -> {
                assertThat(stuck.offset()).isEqualTo(1);
                assertThat(stuck.reason()).isEqualTo("the payload is poison");
            });
            assertThat(positions(bench.held(true))).containsExactly(2L, 4L, 5L);

            assertThat(replay(bench.held(true), "ill").applied()).isEqualTo(3);
            assertThat(positions(bench.held(true))).isEmpty();
            bench.topic.write(0, 6, "ill", "entry");
            instance.await(6);
            assertThat(ledger(bench, "ill")).containsExactly(1L, 2L, 4L, 5L, 6L);
            assertThat(ledger(bench, "well")).containsExactly(3L);
        }
    }

    @Test
    void whatArrivesDuringAReplayComesAfterIt() {
        try (Bench bench = new Bench("meanwhile", 1)) {
            var instance = withAPoisonAtTwo(bench);
            LongStream.rangeClosed(6, 300).forEach(position -> bench.topic.write(0, position, "ill", "entry"));
            HeldRecords held = bench.held(true);
            while (instance.watermark().position() < 300 || !positions(held).isEmpty()) {
                replay(held, "ill");
            }
            assertThat(ledger(bench, "ill"))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 300)
                            .filter(position -> position != 3)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void replaysAtTheSameMomentApplyEachRecordOnce() {
        try (Bench bench = new Bench("together", 1)) {
            withAPoisonAtTwo(bench);
            HeldRecords held = bench.held(true);
            assertThat(Flux.range(0, 4)
                            .flatMap(n -> held.replay(null), 4)
                            .then()
                            .blockOptional(Bench.PATIENCE))
                    .isEmpty();
            assertThat(ledger(bench, "ill")).containsExactly(1L, 2L, 4L, 5L);
        }
    }

    @Test
    void whatWaitedBehindADroppedRecordIsApplied() {
        try (Bench bench = new Bench("dropped", 1)) {
            withAPoisonAtTwo(bench);
            HeldRecords held = bench.held(false);
            assertThat(held.drop("dropped", 0, 99).blockOptional(Bench.PATIENCE))
                    .as("not held")
                    .isEmpty();
            var replayed = Objects.requireNonNull(held.drop("dropped", 0, 1).block(Bench.PATIENCE));
            assertThat(replayed.applied()).isEqualTo(2);
            assertThat(ledger(bench, "ill")).containsExactly(1L, 4L, 5L);
        }
    }

    @Test
    void replaysMoreSubjectsThanAPageHolds() {
        try (Bench bench = new Bench("pages", 1)) {
            long subjects = 2L * HeldHeads.PAGE + 7;
            for (long subject = 1; subject <= subjects; subject++) {
                bench.topic.write(0, 2 * subject - 1, "s" + subject, LedgerProjection.POISON);
                bench.topic.write(0, 2 * subject, "s" + subject, "entry");
            }
            bench.start().await(2 * subjects);

            var stuck = Objects.requireNonNull(bench.held(false).replay(null).block(Bench.PATIENCE));
            assertThat(stuck.stuck()).hasSize(Math.toIntExact(subjects)).doesNotHaveDuplicates();
            var replayed = Objects.requireNonNull(bench.held(true).replay(null).block(Bench.PATIENCE));
            assertThat(replayed.applied()).isEqualTo(2 * subjects);
            assertThat(bench.number("select count(*) from projection_held")).isZero();
        }
    }

    @Test
    void recordsWithoutASubjectAreTriedEachByItself() {
        try (Bench bench = new Bench("nobody", 1)) {
            byte[] senseless = "?".getBytes(StandardCharsets.UTF_8);
            bench.topic.send(new ProducerRecord<>("nobody", 0, null, senseless));
            bench.topic.send(new ProducerRecord<>("nobody", 0, null, senseless));
            bench.topic.write(0, 1, "a", "entry");
            bench.start().await(1);
            assertThat(replay(bench.held(true), null).stuck())
                    .extracting(HeldRecords.Stuck::offset)
                    .containsExactly(0L, 1L);
            assertThat(bench.held(true).drop("nobody", 0, 0).block(Bench.PATIENCE))
                    .isNotNull();
            assertThat(positions(bench.held(true))).hasSize(1);
        }
    }

    @Test
    void holdsNoLongerWhatWasOvertaken() {
        try (Bench bench = new Bench("overtaken", 1)) {
            var instance = withAPoisonAtTwo(bench);
            bench.topic.write(0, 6, "ill", LedgerProjection.OVERTAKING);
            bench.topic.write(0, 7, "ill", "entry");
            instance.await(7);
            assertThat(positions(bench.held(true))).isEmpty();
            assertThat(ledger(bench, "ill")).containsExactly(1L, 6L, 7L);
        }
    }

    @Test
    void keepsTheRecordAsItCame() {
        try (Bench bench = new Bench("kept", 1)) {
            withAPoisonAtTwo(bench);
            HeldRecord held =
                    Objects.requireNonNull(bench.held(true).one("kept", 0, 1).block(Bench.PATIENCE));
            assertThat(held.trace()).contains("UnreadableRecord");
            Incoming read = held.read(new CloudEventReader());
            assertThat(read.event()).isNotNull().satisfies(event -> {
                assertThat(event.position()).isEqualTo(2);
                assertThat(event.subject()).isEqualTo("ill");
                assertThat(event.payload().toStringUtf8()).isEqualTo(LedgerProjection.POISON);
            });
            assertThat(read.source().key()).isEqualTo("ill");
        }
    }

    private static Bench.Instance withAPoisonAtTwo(Bench bench) {
        bench.topic.write(0, 1, "ill", "entry");
        bench.topic.write(0, 2, "ill", LedgerProjection.POISON);
        bench.topic.write(0, 3, "well", "entry");
        bench.topic.write(0, 4, "ill", "entry");
        bench.topic.write(0, 5, "ill", "entry");
        var instance = bench.start();
        instance.await(5);
        return instance;
    }

    private static HeldRecords.Replayed replay(HeldRecords held, @Nullable String subject) {
        return Objects.requireNonNull(held.replay(subject).block(Bench.PATIENCE));
    }

    private static List<Long> positions(HeldRecords held) {
        Mono<List<Long>> positions =
                held.list(null, 1_000).map(HeldRecord::position).collectList();
        return Objects.requireNonNull(positions.block(Bench.PATIENCE));
    }

    private static List<Long> ledger(Bench bench, String subject) {
        return bench.strings("select position from ledger where subject = '" + subject + "' order by applied").stream()
                .map(Long::valueOf)
                .toList();
    }
}
