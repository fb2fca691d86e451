package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.command.eventstore.StoredEvent;

class EventRecordsTest {

    @Test
    void carriesTheStoredBytesUnderTheSubjectWithCloudEventsHeaders() {
        UUID id = UUID.randomUUID();
        byte[] payload = {1, 2, 3};
        StoredEvent event = new StoredEvent(
                42,
                id,
                "pms.patient.v1.PatientRegistered",
                "subject",
                Instant.parse("2026-01-10T12:00:00.123456Z"),
                payload,
                Map.of("actor", "user@example.org", "correlationid", "c-1", "request", "private"));

        var record = EventRecords.of("patient.events.v1", event, 7);

        assertThat(record.topic()).isEqualTo("patient.events.v1");
        assertThat(record.key()).isEqualTo("subject");
        assertThat(record.value()).isSameAs(payload);
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", id.toString()),
                        Map.entry("ce_source", "/pms/command-side"),
                        Map.entry("ce_type", "pms.patient.v1.PatientRegistered"),
                        Map.entry("ce_subject", "subject"),
                        Map.entry("ce_time", "2026-01-10T12:00:00.123456Z"),
                        Map.entry("ce_position", "42"),
                        Map.entry("ce_edition", "7"),
                        Map.entry("ce_actor", "user@example.org"),
                        Map.entry("ce_correlationid", "c-1"),
                        Map.entry("content-type", "application/protobuf"));
    }
}
