package pms.query.encounter;

import com.google.protobuf.UnsafeByteOperations;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.generation.LiveViews;
import pms.query.keys.PersonKey;
import pms.query.keys.PersonKeys;
import pms.query.patient.Change;
import pms.query.patient.EncounterClass;
import pms.query.patient.EventPayload;
import pms.query.web.Paging;
import reactor.core.publisher.Mono;

/**
 * Reads the encounters of one patient. Each read ends after a few seconds at the latest. What is sealed is opened; fails
 * with {@link pms.query.keys.KeysUnavailable} when it can't be now.
 */
@Component
class Encounters {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SELECT = """
            select e.id, e.class, e.started_at, e.ended_at, s.event_id, s.type, s.payload
              from encounter e join patient_event s on s.position = e.start_position
             where e.patient_id = $1
            """;
    private static final String COUNT = """
            select (select count(*) from encounter e where e.patient_id = p.id) from patient p where p.id = $1
            """;

    private final DatabaseClient database;
    private final PersonKeys keys;
    private final LiveViews views;

    Encounters(DatabaseClient database, PersonKeys keys, LiveViews views) {
        this.database = database;
        this.keys = keys;
        this.views = views;
    }

    /** @param total of all pages */
    record Page(List<Encounter> encounters, long total) {}

    /**
     * An encounter, and the event that began it.
     *
     * @param ended null while in progress
     */
    private record Row(
            UUID id,
            EncounterClass encounterClass,
            Instant started,
            @Nullable Instant ended,
            EventPayload beginning) {

        private static Row of(UUID patientId, Readable row) {
            return new Row(
                    present(row, 0, UUID.class),
                    EncounterClass.valueOf(present(row, 1, String.class)),
                    present(row, 2, Instant.class),
                    row.get(3, Instant.class),
                    new EventPayload(
                            patientId,
                            present(row, 4, UUID.class),
                            present(row, 5, String.class),
                            UnsafeByteOperations.unsafeWrap(present(row, 6, ByteBuffer.class))));
        }

        private Encounter opened(Map<UUID, PersonKey> keys) {
            @Nullable
            String type = beginning.change(keys) instanceof Change.EncounterStarted change ? change.type() : null;
            return new Encounter(
                    id,
                    beginning.patientId(),
                    encounterClass,
                    started,
                    type,
                    ended == null ? "in-progress" : "finished",
                    ended);
        }
    }

    /** The newest start first; empty when there is no such patient, or it is erased. */
    Mono<Page> list(UUID patientId, Paging paging) {
        return views.check(EncounterView.NAME)
                .then(Mono.defer(() -> count(patientId)))
                .flatMap(total -> page(patientId, paging).map(encounters -> new Page(encounters, total)))
                .checkpoint("encounters of a patient");
    }

    /** Empty when the patient has none such. */
    Mono<Encounter> byId(UUID patientId, UUID encounterId) {
        return views.check(EncounterView.NAME)
                .then(Mono.defer(() -> opened(
                        patientId,
                        database.sql(SELECT + " and e.id = $2")
                                .bind(0, patientId)
                                .bind(1, encounterId))))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .checkpoint("encounter of a patient");
    }

    /** How many the patient has; empty when there is no such patient, or it is erased. */
    Mono<Long> count(UUID patientId) {
        return database.sql(COUNT)
                .bind(0, patientId)
                .map(row -> present(row, 0, Long.class))
                .one()
                .timeout(TIMEOUT);
    }

    private Mono<List<Encounter>> page(UUID patientId, Paging paging) {
        return opened(
                patientId,
                database.sql(SELECT + " order by e.started_at desc, e.id desc limit $2 offset $3")
                        .bind(0, patientId)
                        .bind(1, paging.size())
                        .bind(2, paging.offset()));
    }

    private Mono<List<Encounter>> opened(UUID patientId, DatabaseClient.GenericExecuteSpec select) {
        return select.map(row -> Row.of(patientId, row))
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .flatMap(rows -> keys.findAllReadable(EventPayload.patientsToOpen(
                                rows.stream().map(Row::beginning).toList()))
                        .map(found ->
                                rows.stream().map(row -> row.opened(found)).toList()));
    }

    private static <T> T present(Readable row, int column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }
}
