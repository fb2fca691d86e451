package pms.query.erasure;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The generations that are not read: one that was live before, and one that is being built or waits for a decision. They
 * may stand still for a day, and must not keep whom the live one has forgotten.
 */
final class OtherGenerations {

    private static final String TABLES = """
            select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname ~ '^views_[0-9]+$' and tablename = 'patient' and schemaname <> current_schema()
             order by 1
            """;

    private final DatabaseClient database;

    OtherGenerations(DatabaseClient database) {
        this.database = database;
    }

    /** In the transaction of the erasure. The terms go with the patient. */
    Mono<Void> erase(List<UUID> patientIds) {
        return database.sql(TABLES)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()
                .flatMapIterable(tables -> tables)
                .concatMap(table -> database.sql("delete from " + table + " where id = any($1)")
                        .bind(0, patientIds.toArray(UUID[]::new))
                        .then())
                .then();
    }
}
