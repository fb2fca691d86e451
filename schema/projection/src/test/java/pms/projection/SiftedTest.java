package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SiftedTest {

    @Test
    void leavesOutWhatIsAtOrBelowTheStoredPosition() {
        Sifted sifted = sift(Map.of(0, new Progress(3, 5, 0)), record(0, 1, 4), record(0, 2, 5), record(0, 3, 6));
        assertThat(sifted.positions()).containsExactly(6L);
        assertThat(sifted.moved()).containsEntry(0, new Progress(4, 6, 0));
    }

    @Test
    void leavesOutWhatComesTwiceInOneBatch() {
        Sifted sifted =
                sift(Map.of(), record(0, 0, 1), record(0, 1, 2), record(0, 2, 1), record(0, 3, 2), record(0, 4, 3));
        assertThat(sifted.positions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void putsTheEventsOfAllPartitionsIntoPositionOrder() {
        Sifted sifted = sift(Map.of(), record(1, 0, 2), record(1, 1, 5), record(0, 0, 1), record(0, 1, 3));
        assertThat(sifted.events()).extracting(EventRecord::position).containsExactly(1L, 2L, 3L, 5L);
    }

    @Test
    void doesNotMoveAPartitionThatHasNothingNew() {
        assertThat(sift(Map.of(0, new Progress(9, 9, 0)), record(0, 2, 3)).moved())
                .isEmpty();
    }

    @Test
    void knowsARecordWithoutAPositionByItsOffset() {
        Incoming alien = new Incoming(raw(0, 7), 0, "s", null, "no position", "", 0);
        assertThat(sift(Map.of(0, new Progress(8, 4, 0)), alien).dead())
                .as("seen")
                .isEmpty();
        Sifted unseen = sift(Map.of(0, new Progress(7, 4, 0)), alien);
        assertThat(unseen.dead()).hasSize(1);
        assertThat(unseen.positions()).isEmpty();
        assertThat(unseen.moved()).containsEntry(0, new Progress(8, 4, 0));
    }

    @Test
    void holdsBackWhatFollowsAPoisonRecordOfTheSameSubject() {
        Sifted sifted = sift(Map.of(), record(0, 0, 1), record(0, 1, 2).poisoned("bad", ""), record(0, 2, 3));
        assertThat(sifted.events()).extracting(EventRecord::position).containsExactly(1L);
        assertThat(sifted.dead()).extracting(Incoming::reason).containsExactly("bad", "held back behind position 2");
        assertThat(sifted.positions()).as("all count as applied").containsExactly(1L, 2L, 3L);
    }

    @Test
    void holdsBackWhatFollowsAnEarlierPoisonRecord() {
        Sifted sifted = Sifted.of(
                List.of(record(0, 5, 9)), new Standing(Map.of(), Map.of("s", 4L), Set.of(), null), event -> false);
        assertThat(sifted.dead()).extracting(Incoming::reason).containsExactly("held back behind position 4");
    }

    @Test
    void leavesOutWhatWasGivenUpAndHoldsNothingBackBehindIt() {
        Sifted sifted = Sifted.of(
                List.of(record(0, 5, 9).poisoned("bad", ""), record(0, 6, 10)),
                new Standing(Map.of(), Map.of(), Set.of(9L), null),
                event -> false);
        assertThat(sifted.dead()).isEmpty();
        assertThat(sifted.events()).extracting(EventRecord::position).containsExactly(10L);
        assertThat(sifted.positions()).as("both count as applied").containsExactly(9L, 10L);
    }

    @Test
    void letsPassWhatOvertakes() {
        Sifted sifted = Sifted.of(
                List.of(record(0, 5, 9), record(0, 6, 10)),
                new Standing(Map.of(), Map.of("s", 4L), Set.of(), null),
                event -> event.position() == 9);
        assertThat(sifted.events())
                .extracting(EventRecord::position)
                .as("and what comes after it")
                .containsExactly(9L, 10L);
        assertThat(sifted.dead()).isEmpty();
        assertThat(sifted.overtaken()).containsExactly(Map.entry("s", 9L));
    }

    private static Sifted sift(Map<Integer, Progress> stored, Incoming... batch) {
        return Sifted.of(List.of(batch), new Standing(stored, Map.of(), Set.of(), null), event -> false);
    }

    private static Incoming record(int partition, long offset, long position) {
        var raw = raw(partition, offset);
        Map.of(
                        "ce_id", new UUID(0, position).toString(),
                        "ce_type", "pms.test.v1.Entry",
                        "ce_subject", "s",
                        "ce_time", Instant.EPOCH.toString(),
                        "ce_position", Long.toString(position))
                .forEach((name, value) -> raw.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return Incoming.of(raw, new CloudEventReader());
    }

    private static ConsumerRecord<String, byte[]> raw(int partition, long offset) {
        return new ConsumerRecord<>("t", partition, offset, "s", new byte[] {1});
    }
}
