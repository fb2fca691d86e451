package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.command.eventstore.StoredEvent;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

class AuditRecordsTest {

    private static final UUID ID = new UUID(1, 2);
    private static final String PATIENT = new UUID(3, 4).toString();
    private static final Map<String, String> METADATA =
            Map.of("actor", "ada@example.org", "role", "CLINICIAN", "address", "203.0.113.7", "correlationid", "c-1");

    @Test
    void saysWhoChangedWhichPatientAndNothingOfWhatTheEventSays() throws InvalidProtocolBufferException {
        var record = AuditRecords.of("audit", event(PATIENT, METADATA), 7);

        assertThat(record.topic()).isEqualTo("audit");
        assertThat(record.key()).isEqualTo("ada@example.org");
        AccessEntry entry = AccessEntry.parseFrom(record.value());
        assertThat(entry.getId()).isEqualTo(ID.toString());
        assertThat(entry.getTime().getSeconds()).isEqualTo(1_767_225_600);
        assertThat(entry.getTime().getNanos()).isEqualTo(123_456_000);
        assertThat(entry.getActor()).isEqualTo("ada@example.org");
        assertThat(entry.getRole()).isEqualTo("CLINICIAN");
        assertThat(entry.getAction()).isEqualTo("pms.patient.v1.PatientAmended");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getPatientIdsList()).containsExactly(PATIENT);
        assertThat(entry.getAddress()).isEqualTo("203.0.113.7");
        assertThat(entry.getCorrelationId()).isEqualTo("c-1");
        assertThat(entry.getService()).isEqualTo("command-side");
        assertThat(entry.getPosition()).isEqualTo(42);
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("secret");
    }

    @Test
    void namesNoPatientWhereTheSubjectIsNone() throws InvalidProtocolBufferException {
        var entry = AccessEntry.parseFrom(
                AuditRecords.of("audit", event("1-1-1-1-1", Map.of()), 7).value());
        assertThat(entry.getPatientIdsList()).isEmpty();
        assertThat(entry.getActor()).isEmpty();
    }

    private static StoredEvent event(String subject, Map<String, String> metadata) {
        return new StoredEvent(
                42,
                ID,
                "pms.patient.v1.PatientAmended",
                subject,
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                "secret".getBytes(StandardCharsets.UTF_8),
                metadata);
    }
}
