package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PackedHeadersTest {

    private final Headers headers = new RecordHeaders()
            .add("ce_subject", "Łukasz".getBytes(StandardCharsets.UTF_8))
            .add("größe", new byte[] {0, -1})
            .add("none", null)
            .add("empty", new byte[0])
            .add("twice", new byte[] {1})
            .add("twice", new byte[] {2});

    @Test
    void areTheSameHeadersInTheSameOrder() {
        Headers packed = PackedHeaders.of(headers);
        assertThat(packed.toArray()).containsExactly(headers.toArray());
        assertThat(packed).containsExactlyElementsOf(headers);
        assertThat(packed.lastHeader("twice").value()).containsExactly(2);
        assertThat(packed.lastHeader("none").value()).isNull();
        assertThat(packed.lastHeader("missing")).isNull();
        assertThat(packed.headers("twice")).hasSize(2);
        assertThat(PackedHeaders.of(packed).toArray()).containsExactly(headers.toArray());
        assertThat(PackedHeaders.of(new RecordHeaders())).isEmpty();
    }

    @Test
    void areNotChanged() {
        Headers packed = PackedHeaders.of(headers);
        assertThatThrownBy(() -> packed.add("more", new byte[0])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> packed.add(headers.lastHeader("none"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> packed.remove("none")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leaveARecordAsItIsToWhoStoresIt() {
        var record = new ConsumerRecord<>("topic", 3, 41, "Łukasz", new byte[] {7, 8});
        headers.forEach(record.headers()::add);
        Incoming packed = Incoming.of(record, new CloudEventReader()).packed();
        assertThat(StoredRecord.encode(packed.source())).containsExactly(StoredRecord.encode(record));
        assertThat(packed.source().partition()).isEqualTo(3);
        assertThat(packed.nextOffset()).isEqualTo(42);
        assertThat(packed.reason()).as("no CloudEvent").isNotNull();
    }
}
