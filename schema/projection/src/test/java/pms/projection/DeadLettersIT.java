package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersIT {

    @Test
    void deadLettersAPoisonRecordAndHoldsBackWhatFollowsItOfTheSameSubject() {
        try (Bench bench = new Bench("poison", 1)) {
            bench.topic.write(0, 1, "ill", "entry");
            bench.topic.write(0, 2, "ill", LedgerProjection.POISON);
            bench.topic.write(0, 3, "well", "entry");
            bench.topic.write(0, 4, "ill", "entry");
            var instance = bench.start();
            instance.await(4);
            bench.topic.write(0, 5, "ill", "entry");
            bench.topic.write(0, 6, "well", "entry");
            instance.await(6);

            assertThat(ledger(bench)).containsExactly("1 ill", "3 well", "6 well");
            var letters = bench.topic.deadLetters(3);
            assertThat(letters)
                    .extracting(letter -> TopicWriter.header(letter, "ce_position"))
                    .as("in order")
                    .containsExactly("2", "4", "5");
            assertThat(letters)
                    .extracting(letter -> TopicWriter.header(letter, "dlq_reason"))
                    .containsExactly(
                            "the payload is poison", "held back behind position 2", "held back behind position 2");
            assertThat(TopicWriter.header(letters.getFirst(), "dlq_topic")).isEqualTo("poison");
            assertThat(TopicWriter.header(letters.getFirst(), "dlq_partition")).isEqualTo("0");
            assertThat(TopicWriter.header(letters.getFirst(), "dlq_offset")).isEqualTo("1");
        }
    }

    @Test
    void findsTheOneRecordThatTheDatabaseRefuses() {
        try (Bench bench = new Bench("refused", 1)) {
            for (long position = 1; position <= 9; position++) {
                bench.topic.write(0, position, "s" + position, position == 6 ? LedgerProjection.REFUSED : "entry");
            }
            bench.start().await(9);
            assertThat(ledger(bench)).hasSize(8).doesNotContain("6 s6");
            assertThat(bench.topic.deadLetters(1))
                    .extracting(letter -> TopicWriter.header(letter, "dlq_reason"))
                    .containsExactly("refused by the database with SQLSTATE 22012");
        }
    }

    @Test
    void passesOverARecordThatHasNoPositionButKeepsItAsADeadLetter() {
        try (Bench bench = new Bench("alien", 1)) {
            bench.topic.write(0, 1, "a", "entry");
            bench.topic.send(new ProducerRecord<>("alien", 0, "b", "?".getBytes(StandardCharsets.UTF_8)));
            bench.topic.send(new ProducerRecord<>("alien", 0, null, null));
            bench.topic.write(0, 2, "a", "entry");
            var first = bench.start();
            first.await(2);
            first.close();
            bench.topic.send(new ProducerRecord<>("alien", 0, "c", "?".getBytes(StandardCharsets.UTF_8)));
            bench.topic.write(0, 3, "a", "entry");
            bench.start().await(3);
            assertThat(ledger(bench)).containsExactly("1 a", "2 a", "3 a");
            assertThat(bench.topic.deadLetters(3))
                    .extracting(letter -> TopicWriter.header(letter, "dlq_offset"))
                    .as("each once, also after a restart")
                    .containsExactly("1", "2", "4");
        }
    }

    /** The producer of the topic takes up to a mebibyte, with all that it adds. */
    @Test
    void deadLettersTheLargestRecordThatATopicTakes() {
        try (Bench bench = new Bench("large", 1)) {
            int most = 1024 * 1024 - 1024;
            bench.topic.write(0, 1, "a", "entry");
            bench.topic.send(new ProducerRecord<>("large", 0, "b", new byte[most]));
            bench.topic.write(0, 2, "a", "entry");

            bench.start().await(2);

            assertThat(bench.topic.deadLetters(1))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value()).hasSize(most));
        }
    }

    @Test
    void capsWhatItTellsOfAFault() {
        try (Bench bench = new Bench("chatty", 1);
                DeadLetters deadLetters = bench.deadLetters()) {
            var dead = Incoming.of(bench.topic.polled(0, 0, 1, "a"), new CloudEventReader())
                    .poisoned("\u20ac".repeat(1024 * 1024), "\u20ac".repeat(1024 * 1024));

            deadLetters.send(List.of(dead)).block(Bench.PATIENCE);

            assertThat(bench.topic.deadLetters(1)).singleElement().satisfies(letter -> {
                int size = Stream.of(letter.headers().toArray())
                        .mapToInt(header -> header.key().length() + header.value().length)
                        .sum();
                assertThat(size).isLessThan(DeadLetters.HEADROOM_BYTES / 2);
            });
        }
    }

    private static List<String> ledger(Bench bench) {
        return bench.strings("select position || ' ' || subject from ledger order by applied");
    }
}
