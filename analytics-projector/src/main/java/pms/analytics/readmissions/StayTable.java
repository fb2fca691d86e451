package pms.analytics.readmissions;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The inpatient stays of each patient who is not erased. */
@Component
class StayTable {
    private static final String SELECT = """
            select patient_id, encounter_id, started_at, ended_at from inpatient_stay
            where patient_id = any($1::uuid[])
            """;
    private static final String WRITE = """
            insert into inpatient_stay as stays (patient_id, encounter_id, started_at, ended_at)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
            on conflict (patient_id, encounter_id) do update set ended_at = excluded.ended_at
            """;
    private static final String DELETE = "delete from inpatient_stay where patient_id = any($1::uuid[])";

    private final DatabaseClient database;

    StayTable(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Stay>> of(Collection<UUID> patientIds) {
        return database.sql(SELECT)
                .bind("$1", patientIds.toArray(UUID[]::new))
                .map(StayTable::stay)
                .all()
                .collectList();
    }

    Mono<Void> write(List<Stay> stays) {
        return stays.isEmpty()
                ? Mono.empty()
                : database.sql(WRITE)
                        .bind("$1", column(stays, Stay::patientId, new UUID[0]))
                        .bind("$2", column(stays, Stay::encounterId, new UUID[0]))
                        .bind("$3", column(stays, Stay::startedAt, new Instant[0]))
                        .bind("$4", stays.stream().map(Stay::endedAt).toArray(Instant[]::new))
                        .then();
    }

    Mono<Void> delete(Collection<UUID> patientIds) {
        return patientIds.isEmpty()
                ? Mono.empty()
                : database.sql(DELETE)
                        .bind("$1", patientIds.toArray(UUID[]::new))
                        .then();
    }

    private static <C> C[] column(List<Stay> stays, Function<Stay, C> value, C[] type) {
        return stays.stream().map(value).toList().toArray(type);
    }

    private static Stay stay(Readable row) {
        return new Stay(
                Objects.requireNonNull(row.get(0, UUID.class)),
                Objects.requireNonNull(row.get(1, UUID.class)),
                Objects.requireNonNull(row.get(2, Instant.class)),
                row.get(3, Instant.class));
    }
}
