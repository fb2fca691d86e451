package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A topic that was lost and published again has other offsets; nothing is left out by them, and nothing comes twice. */
class LostTopicIT {

    /** More than one batch, since the first one is always of the beginning. */
    private static final int BEFORE = 300;

    /** So many that the former place is in the middle of them. */
    private static final int AFTER = 700;

    @Test
    void readsATopicThatWasMadeAnewWhileItWasStopped() {
        try (Bench bench = new Bench("anew", 1)) {
            publishTwice(bench, BEFORE);
            var first = bench.start();
            first.await(BEFORE + 1);
            first.close();
            Servers.makeAnew("anew", 1);
            bench.topic.edition(7);
            publish(bench, 1, AFTER);
            bench.start().await(AFTER);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(AFTER));
        }
    }

    @Test
    void readsATopicThatWasMadeAnewUnderItsHands() {
        try (Bench bench = new Bench("alive", 1)) {
            publishTwice(bench, BEFORE);
            var instance = bench.start();
            instance.await(BEFORE + 1);
            Servers.makeAnew("alive", 1);
            bench.topic.edition(7);
            publish(bench, 1, AFTER);
            instance.await(AFTER);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(AFTER));
        }
    }

    /** As when the relay had not noticed yet that the topic is another one. */
    @Test
    void bearsRecordsOfTheFormerEditionInFrontOfTheNew() {
        try (Bench bench = new Bench("mixed", 1)) {
            publishTwice(bench, BEFORE);
            var instance = bench.start();
            instance.await(BEFORE + 1);
            Servers.makeAnew("mixed", 1);
            publish(bench, BEFORE + 2, BEFORE + 10);
            bench.topic.edition(7);
            publish(bench, 1, AFTER);
            instance.await(AFTER);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(AFTER));
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
            publishTwice(bench, BEFORE);
            var first = bench.start();
            first.await(BEFORE + 1);
            first.close();
            Servers.makeAnew("shorter", 1);
            publish(bench, 1, BEFORE + 5);
            bench.start().await(BEFORE + 5);
            assertThat(ledger(bench)).containsExactlyElementsOf(upTo(BEFORE + 5));
        }
    }

    /** With a place that is ahead of the position, as after a relay that repeated itself and went on. */
    private static void publishTwice(Bench bench, long last) {
        publish(bench, 1, last);
        publish(bench, 1, last);
        publish(bench, last + 1, last + 1);
    }

    private static void publish(Bench bench, long first, long last) {
        bench.topic.sendAll(LongStream.rangeClosed(first, last)
                .mapToObj(position -> bench.topic.record(0, position, "s", "entry"))
                .toList());
    }

    private static List<String> ledger(Bench bench) {
        return bench.strings("select position from ledger order by applied");
    }

    private static List<String> upTo(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList();
    }
}
