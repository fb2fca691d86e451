package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredRecordTest {

    /** As the records are that are kept already. */
    private static final String STORED = "01"
            + "0000018bcfe56800" // the time
            + "000000036bc3a9" // the key
            + "00000002" // headers
            + "0000000161" + "0000000101"
            + "0000000162" + "ffffffff"
            + "000000020708"; // the payload

    @Test
    void areTheBytesThatTheyHaveAlwaysBeen() {
        byte[] bytes = HexFormat.of().parseHex(STORED);
        assertThat(StoredRecord.encode(record("k\u00e9", new byte[] {7, 8}))).isEqualTo(bytes);

        var record = StoredRecord.decode("topic", 3, 41, bytes);
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(record.key()).isEqualTo("k\u00e9");
        assertThat(record.value()).containsExactly(7, 8);
        assertThat(record.headers().lastHeader("a").value()).containsExactly(1);
        assertThat(record.headers().lastHeader("b").value()).isNull();
    }

    @Test
    void mayHaveNoKeyAndNoPayload() {
        var record = StoredRecord.decode("topic", 3, 41, StoredRecord.encode(record(null, null)));
        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
    }

    @Test
    void areRefusedUnlessTheyAreWhole() {
        byte[] bytes = HexFormat.of().parseHex(STORED);
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StoredRecord.decode("topic", 3, 41, part))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableRecord.class);
        }
        byte[] negative = ByteBuffer.wrap(bytes.clone()).putInt(9, -2).array();
        assertThatThrownBy(() -> StoredRecord.decode("topic", 3, 41, negative)).isInstanceOf(UnreadableRecord.class);
    }

    private static ConsumerRecord<String, byte[]> record(@Nullable String key, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", new byte[] {1}).add("b", null);
        return new ConsumerRecord<>(
                "topic",
                3,
                41,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                value,
                headers,
                Optional.empty());
    }
}
