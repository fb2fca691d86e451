package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A topic that was lost and published again has other offsets; nothing is left out by them, and nothing comes twice. */
class LostTopicIT {

    @Test
    void readsATopicThatWasMadeAnewWhileItWasStopped() {
        try (Bench bench = new Bench("anew", 1)) {
            publishTwice(bench, 20);
            var first = bench.start();
            first.await(20);
            first.close();
            Servers.makeAnew("anew", 1);
            bench.topic.edition(7);
            publish(bench, 1, 60);
            bench.start().await(60);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(60));
        }
    }

    @Test
    void readsATopicThatWasMadeAnewUnderItsHands() {
        try (Bench bench = new Bench("alive", 1)) {
            publishTwice(bench, 20);
            var instance = bench.start();
            instance.await(20);
            Servers.makeAnew("alive", 1);
            bench.topic.edition(7);
            publish(bench, 1, 60);
            instance.await(60);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(60));
        }
    }

    /** As when the relay had not noticed yet that the topic is another one. */
    @Test
    void bearsRecordsOfTheFormerEditionInFrontOfTheNew() {
        try (Bench bench = new Bench("mixed", 1)) {
            publishTwice(bench, 20);
            var instance = bench.start();
            instance.await(20);
            Servers.makeAnew("mixed", 1);
            publish(bench, 21, 30);
            bench.topic.edition(7);
            publish(bench, 1, 60);
            instance.await(60);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(60));
        }
    }

    @Test
    void aNewProjectionReadsATopicOfTwoEditions() {
        try (Bench bench = new Bench("editions", 1)) {
            publish(bench, 1, 10);
            bench.topic.edition(7);
            publish(bench, 5, 20);
            bench.start().await(20);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(20));
        }
    }

    @Test
    void holdsBackARecordThoughAnotherOfAFormerEditionHasItsOffset() {
        try (Bench bench = new Bench("samespot", 1)) {
            bench.topic.write(0, 1, "ill", LedgerProjection.POISON);
            var instance = bench.start();
            instance.await(1);
            Servers.makeAnew("samespot", 1);
            bench.topic.edition(7);
            bench.topic.write(0, 2, "worse", LedgerProjection.POISON);
            instance.await(2);
            assertThat(bench.strings("select position from projection_held order by 1"))
                    .containsExactly("1", "2");
            assertThat(bench.held(true).replay(null).block(Bench.PATIENCE)).isNotNull();
            assertThat(ledger(bench)).containsExactly("1", "2");
        }
    }

    @Test
    void readsAgainATopicThatIsShorterThanItWas() {
        try (Bench bench = new Bench("shorter", 1)) {
            publishTwice(bench, 20);
            var first = bench.start();
            first.await(20);
            first.close();
            Servers.makeAnew("shorter", 1);
            publish(bench, 1, 25);
            bench.start().await(25);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(25));
        }
    }

    /** With offsets that run ahead of the positions, as after a relay that repeated itself. */
    private static void publishTwice(Bench bench, long last) {
        publish(bench, 1, last);
        publish(bench, 1, last);
    }

    private static void publish(Bench bench, long first, long last) {
        LongStream.rangeClosed(first, last).forEach(position -> bench.topic.write(0, position, "s", "entry"));
    }

    private static List<String> ledger(Bench bench) {
        return bench.strings("select position from ledger order by applied");
    }

    private static List<String> upTo(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList();
    }
}
