package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class IncomingTest {

    private final RecordReader reader = new CloudEventReader();

    @Test
    void carriesWhatWasMadeOfTheEventBeforehand() {
        Incoming decoded = Incoming.of(readable(), reader).decoded(EventRecord::subject);
        assertThat(decoded.event()).extracting(EventRecord::decoded).isEqualTo("somebody");
        assertThat(decoded.position()).isEqualTo(7);
    }

    @Test
    void leavesItToTheBatchToMeetWhatCanNotBeDecoded() {
        Incoming incoming = Incoming.of(readable(), reader);
        Incoming decoded = incoming.decoded(event -> {
            throw new UnreadableRecord("no sense in it", null);
        });
        assertThat(decoded).isEqualTo(incoming);
        assertThat(decoded.isPoison()).as("found by whoever applies it").isFalse();
    }

    @Test
    void makesNothingOfWhatIsPoison() {
        Incoming poison = Incoming.of(new ConsumerRecord<>("topic", 0, 0, "somebody", new byte[0]), reader);
        assertThat(poison.decoded(event -> "never")).isEqualTo(poison);
    }

    private static ConsumerRecord<String, byte[]> readable() {
        var source = new ConsumerRecord<>("topic", 0, 6, "somebody", new byte[] {1});
        Map.of(
                        "ce_id",
                        new UUID(1, 2).toString(),
                        "ce_type",
                        "Happened",
                        "ce_subject",
                        "somebody",
                        "ce_time",
                        "2026-01-31T10:00:00.5Z",
                        "ce_position",
                        "7")
                .forEach((name, value) -> source.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return source;
    }
}
