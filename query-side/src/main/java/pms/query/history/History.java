package pms.query.history;

import com.google.protobuf.UnsafeByteOperations;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.generation.LiveViews;
import pms.query.keys.PersonKey;
import pms.query.keys.PersonKeys;
import pms.query.patient.Change;
import pms.query.patient.ChangeDecoder;
import pms.query.patient.EventPayload;
import reactor.core.publisher.Mono;

/** Reads the events of one patient, in order. Each read ends after a few seconds at the latest. */
@Component
class History {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_EVENTS = 10_000;

    private static final String SELECT = """
            select position, type, at, actor, correlation_id, event_id, payload from patient_event where patient_id = $1
            """;
    private static final String NOT_ERASED =
            " and not exists (select from patient_event x where x.patient_id = $1 and x.type = '" + ChangeDecoder.ERASED
                    + "')";

    private final DatabaseClient database;
    private final PersonKeys keys;
    private final LiveViews views;

    History(DatabaseClient database, PersonKeys keys, LiveViews views) {
        this.database = database;
        this.keys = keys;
        this.views = views;
    }

    /** An event of the patient, as it was stored. */
    private record Row(
            long position,
            Instant at,
            @Nullable String actor,
            @Nullable String correlationId,
            EventPayload payload) {

        /** Nothing personal: it may end up in a log. */
        @Override
        public String toString() {
            return "Row[position=" + position + ", type=" + payload.type() + "]";
        }
    }

    /** An event of the patient, read. */
    record Entry(
            long position,
            String type,
            Instant at,
            @Nullable String actor,
            @Nullable String correlationId,
            Change change) {

        private static Entry of(Row row, Map<UUID, PersonKey> keys) {
            return new Entry(
                    row.position(),
                    row.payload().type(),
                    row.at(),
                    row.actor(),
                    row.correlationId(),
                    row.payload().change(keys));
        }

        /** Nothing personal: it may end up in a log. */
        @Override
        public String toString() {
            return "Entry[position=" + position + ", type=" + type + "]";
        }
    }

    /**
     * The first {@value #MAX_EVENTS} at most, in order; of an erased patient nothing is opened. Fails with
     * {@link pms.query.keys.KeysUnavailable} when what is sealed can't be opened now.
     */
    Mono<List<Entry>> of(UUID patientId) {
        var select = database.sql(SELECT + " order by position limit $2")
                .bind(0, patientId)
                .bind(1, MAX_EVENTS);
        return entries(patientId, select);
    }

    /**
     * The end of the history as it was at a moment, enough to know the patient: the last event with the whole patient,
     * and what came after it. Recorded times never go backward along positions. Empty when the patient was erased since;
     * fails as {@link #of} does.
     */
    Mono<List<Entry>> endOf(UUID patientId, Instant moment) {
        var select = database.sql(
                        SELECT + NOT_ERASED + " and at <= $2 and type = any($3::text[]) order by position desc limit 2")
                .bind(0, patientId)
                .bind(1, moment)
                .bind(2, new String[] {ChangeDecoder.REGISTERED, ChangeDecoder.AMENDED, ChangeDecoder.DEACTIVATED});
        return entries(patientId, select).map(List::reversed);
    }

    private Mono<List<Entry>> entries(UUID patientId, DatabaseClient.GenericExecuteSpec select) {
        return views.check("history")
                .then(Mono.defer(
                        () -> select.map(row -> row(patientId, row)).all().collectList()))
                .timeout(TIMEOUT)
                .flatMap(this::read)
                .checkpoint("history of a patient");
    }

    private Mono<List<Entry>> read(List<Row> rows) {
        return keysFor(rows)
                .map(found -> rows.stream().map(row -> Entry.of(row, found)).toList());
    }

    /** None of an erased patient, whose key may be at hand for a moment longer. */
    private Mono<Map<UUID, PersonKey>> keysFor(List<Row> rows) {
        boolean erased = rows.stream().anyMatch(row -> row.payload().type().equals(ChangeDecoder.ERASED));
        return keys.findAllReadable(
                erased
                        ? Set.of()
                        : EventPayload.patientsToOpen(
                                rows.stream().map(Row::payload).toList()));
    }

    private static Row row(UUID patientId, Readable row) {
        var payload = new EventPayload(
                patientId,
                present(row, 5, UUID.class),
                present(row, 1, String.class),
                UnsafeByteOperations.unsafeWrap(present(row, 6, ByteBuffer.class)));
        return new Row(
                present(row, 0, Long.class),
                present(row, 2, Instant.class),
                row.get(3, String.class),
                row.get(4, String.class),
                payload);
    }

    private static <T> T present(Readable row, int column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }
}
