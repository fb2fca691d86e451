package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.faults.check.Recorded.replace;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.TopicRecord;

/** Faults of the topic that are planted in a run which was right. */
class TopicCheckTest {
    private final Recorded run = Recorded.run();

    @Test
    void findsARecordThatTheTopicDropped() {
        run.topic.removeLast();
        assertThat(run.kinds()).containsExactly(Kind.TOPIC_MISSING);
    }

    @Test
    void findsARecordThatTheTopicDroppedInTheMiddle() {
        run.topic.remove(3);
        assertThat(run.kinds()).containsExactly(Kind.TOPIC_ORDER);
    }

    @Test
    void findsTwoRecordsOfAPatientThatAreSwapped() {
        Collections.swap(run.topic, 2, 3);
        assertThat(run.kinds()).contains(Kind.TOPIC_ORDER);
    }

    @Test
    void countsARecordThatCameTwiceInOrder() {
        run.topic.add(run.topic.get(2));
        run.topic.add(run.topic.get(3));
        assertThat(run.kinds()).isEmpty();
        assertThat(run.findings().resentRecords()).isEqualTo(2);
    }

    @Test
    void letsRecordsComeAgainFromALaterOneWhenNewOnesCameBetween() {
        run.topic.add(3, run.topic.get(0));
        run.topic.add(run.topic.get(4));
        assertThat(run.topic).extracting(TopicRecord::position).containsExactly(1L, 2L, 3L, 1L, 4L, 5L, 6L, 7L, 8L, 4L);
        assertThat(run.kinds()).isEmpty();
        assertThat(run.findings().resentRecords()).isEqualTo(2);
    }

    @Test
    void letsRecordsOfAWokenRelayComeAgainBetweenThoseOfItsSuccessor() {
        run.topic.add(run.topic.get(0));
        run.topic.add(run.topic.get(3));
        run.topic.add(run.topic.get(2));
        assertThat(run.kinds()).isEmpty();
        assertThat(run.findings().resentRecords()).isEqualTo(3);
    }

    @Test
    void findsFirstSendingsThatAreOutOfOrderThoughOthersCameTwiceBetween() {
        run.topic.add(2, run.topic.remove(5));
        run.topic.add(3, run.topic.get(0));
        assertThat(run.kinds()).containsExactly(Kind.TOPIC_ORDER);
    }

    @Test
    void findsARecordWithOtherBytes() {
        replace(run.topic, 7, it -> new TopicRecord(it.partition(), it.offset(), it.key(), it.id(), 8, "other"));
        assertThat(run.kinds()).contains(Kind.TOPIC_CONTENT);
    }

    @Test
    void findsAPatientInTwoPartitions() {
        replace(run.topic, 7, it -> new TopicRecord(7, it.offset(), it.key(), it.id(), 8, it.content()));
        assertThat(run.kinds()).containsExactly(Kind.TOPIC_CONTENT);
    }

    @Test
    void findsDeadLetters() {
        run.deadLetters = 1;
        assertThat(run.kinds()).containsExactly(Kind.DEAD_LETTER);
    }
}
