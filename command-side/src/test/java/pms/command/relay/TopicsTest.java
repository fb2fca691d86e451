package pms.command.relay;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pms.kafka.KafkaSecurity;
import reactor.test.StepVerifier;

class TopicsTest {

    /** Of Kafka's own client, which waits for a minute. */
    private static final Duration LESS_THAN_THE_DEFAULT = Duration.ofSeconds(45);

    private final Topics topics = new Topics(new KafkaProperties(
            "127.0.0.1:1", KafkaSecurity.PLAINTEXT, "events", "audit", 1, (short) 0, 16, Duration.ofSeconds(2)));

    @Test
    void givesUpSoonWhenThereIsNoKafkaSoThatAnotherMayTry() {
        topics.ensure().as(StepVerifier::create).expectError().verify(LESS_THAN_THE_DEFAULT);
        topics.ids().as(StepVerifier::create).expectError().verify(LESS_THAN_THE_DEFAULT);
    }
}
