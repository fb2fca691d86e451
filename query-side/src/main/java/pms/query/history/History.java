package pms.query.history;

import com.google.protobuf.UnsafeByteOperations;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.query.patient.Change;
import pms.query.patient.ChangeDecoder;
import reactor.core.publisher.Mono;

/** Reads the events of one patient, in order. Each read ends after a few seconds at the latest. */
@Component
class History {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final int MAX_EVENTS = 10_000;

    private final DatabaseClient database;

    History(DatabaseClient database) {
        this.database = database;
    }

    /** An event of the patient, as it was stored. */
    record Entry(
            long position,
            String type,
            Instant at,
            @Nullable String actor,
            @Nullable String correlationId,
            Change change) {}

    Mono<List<Entry>> of(UUID patientId) {
        return until(patientId, END_OF_TIME);
    }

    /** Recorded times never go backward along positions, so this is a beginning of the history. */
    Mono<List<Entry>> of(UUID patientId, Instant until) {
        OffsetDateTime end = until.atOffset(ZoneOffset.UTC);
        return until(patientId, end.isAfter(END_OF_TIME) ? END_OF_TIME : end);
    }

    private Mono<List<Entry>> until(UUID patientId, OffsetDateTime end) {
        return database.sql("""
                        select position, type, at, actor, correlation_id, payload from patient_event
                         where patient_id = $1 and at <= $2 order by position limit $3
                        """)
                .bind(0, patientId)
                .bind(1, end)
                .bind(2, MAX_EVENTS)
                .map(row -> entry(patientId, row))
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .checkpoint("history of a patient");
    }

    private static Entry entry(UUID patientId, Readable row) {
        String type = present(row, 1, String.class);
        var payload = UnsafeByteOperations.unsafeWrap(present(row, 5, ByteBuffer.class));
        return new Entry(
                present(row, 0, Long.class),
                type,
                present(row, 2, Instant.class),
                row.get(3, String.class),
                row.get(4, String.class),
                ChangeDecoder.decode(patientId, type, payload));
    }

    private static <T> T present(Readable row, int column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }
}
