package pms.query.history;

import com.google.protobuf.UnsafeByteOperations;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
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
    private static final int MAX_EVENTS = 10_000;

    private static final String SELECT =
            "select position, type, at, actor, correlation_id, payload from patient_event where patient_id = $1";

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

    /** The first {@value #MAX_EVENTS} at most. */
    Mono<List<Entry>> of(UUID patientId) {
        var select = database.sql(SELECT + " order by position limit $2")
                .bind(0, patientId)
                .bind(1, MAX_EVENTS);
        return entries(patientId, select);
    }

    /**
     * The end of the history as it was at a moment, enough to know the patient: the last event with the whole patient,
     * and what came after it. Recorded times never go backward along positions.
     */
    Mono<List<Entry>> endOf(UUID patientId, Instant moment) {
        var select = database.sql(SELECT + " and at <= $2 and type = any($3::text[]) order by position desc limit 2")
                .bind(0, patientId)
                .bind(1, moment)
                .bind(2, new String[] {ChangeDecoder.REGISTERED, ChangeDecoder.AMENDED, ChangeDecoder.DEACTIVATED});
        return entries(patientId, select).map(List::reversed);
    }

    private static Mono<List<Entry>> entries(UUID patientId, DatabaseClient.GenericExecuteSpec select) {
        return select.map(row -> entry(patientId, row))
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
