package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventReaderTest {

    @Test
    void readsTheAttributes() {
        Incoming incoming = Incoming.of(good(), new CloudEventReader());
        assertThat(incoming.event()).isNotNull().satisfies(event -> {
            assertThat(event.position()).isEqualTo(7);
            assertThat(event.id()).isEqualTo(new UUID(0, 7));
            assertThat(event.type()).isEqualTo("pms.test.v1.Entry");
            assertThat(event.subject()).isEqualTo("subject");
            assertThat(event.time()).isEqualTo(Instant.EPOCH);
            assertThat(event.actor()).as("none was given").isNull();
            assertThat(event.payload().toByteArray()).containsExactly(1, 2);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ce_position, x, ce_position is not a number",
        "ce_position, 0, ce_position is below 1",
        "ce_id, 7, ce_id is not a UUID",
        "ce_time, today, ce_time is not an RFC 3339 time",
        "ce_type, '', the header ce_type is missing",
        "ce_subject, '', the header ce_subject is missing",
    })
    void saysWhatCantBeRead(String header, String value, String reason) {
        var record = good();
        record.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
        Incoming incoming = Incoming.of(record, new CloudEventReader());
        assertThat(incoming.isPoison()).isTrue();
        assertThat(incoming.reason()).isEqualTo(reason);
    }

    @Test
    void doesNotTrustBytesThatAreNoText() {
        var record = good();
        record.headers().remove("ce_actor").add("ce_actor", new byte[] {(byte) 0xC3, 0x28});
        assertThat(Incoming.of(record, new CloudEventReader()).reason()).isEqualTo("the header ce_actor is not UTF-8");
        record.headers().remove("ce_actor").add("ce_actor", new byte[] {'a', 0});
        assertThat(Incoming.of(record, new CloudEventReader()).reason())
                .isEqualTo("the header ce_actor has a NUL character");
    }

    @Test
    void keepsThePositionAndTheSubjectOfWhatCantBeRead() {
        var record = good();
        record.headers().remove("ce_id");
        Incoming incoming = Incoming.of(record, new CloudEventReader());
        assertThat(incoming.position()).isEqualTo(7);
        assertThat(incoming.subject()).isEqualTo("subject");
    }

    @Test
    void takesTheKeyForTheSubjectWhenThereIsNone() {
        var record = good();
        record.headers().remove("ce_subject");
        assertThat(Incoming.of(record, new CloudEventReader()).subject()).isEqualTo("key");
    }

    private static ConsumerRecord<String, byte[]> good() {
        var record = new ConsumerRecord<>("t", 0, 0, "key", new byte[] {1, 2});
        add(record, "ce_position", "7");
        add(record, "ce_id", new UUID(0, 7).toString());
        add(record, "ce_type", "pms.test.v1.Entry");
        add(record, "ce_subject", "subject");
        add(record, "ce_time", "1970-01-01T00:00:00Z");
        return record;
    }

    private static void add(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
