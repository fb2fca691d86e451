package pms.query.directory;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import pms.projection.generation.LiveViews;
import pms.query.patient.Identifier;
import pms.query.patient.Patient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the table of patients. Each read ends after a few seconds at the latest. */
@Component
class Directory {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COLUMNS = """
            id, name, given_name, family_name, email, phone, address, date_of_birth, gender, region,
            identifiers::text, registered_date, active, version
            """;

    /**
     * Starts at the first word's range of the index, then asks for the other words; or takes the exact term. The planner
     * has no statistics of terms (they would keep names) and takes each range for a two-hundredth of all terms, for which
     * it would read the whole table of patients: {@code offset 0} makes it look up each one that is found.
     */
    static final String FOUND = """
            (
              select t.patient_id from patient_term t
               where t.kind = 'x' and t.term = $1
              union
              select t.patient_id from patient_term t
               where t.kind = 'w' and t.term >= $2 and t.term < $2 || U&'\\+10FFFF'
                 and not exists (
                   select from unnest($3::text[]) word where not exists (
                     select from patient_term other
                      where other.patient_id = t.patient_id and other.kind = 'w' and starts_with(other.term, word)))
            ) found
            cross join lateral (select * from patient p where p.id = found.patient_id offset 0) patient
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final LiveViews views;

    Directory(DatabaseClient database, JsonMapper json, LiveViews views) {
        this.database = database;
        this.json = json;
        this.views = views;
    }

    /** @param total of all pages */
    record Page(List<Patient> patients, long total) {}

    /** Only patients that are active. */
    Mono<Page> list(DirectoryQuery query) {
        return views.check("directory")
                .then(Mono.defer(() -> count(query)))
                .flatMap(total -> page(query, total).map(patients -> new Page(patients, total)))
                .timeout(TIMEOUT)
                .checkpoint("list of the directory");
    }

    /** Empty when there is none; a deactivated one is still found. */
    Mono<Patient> byId(UUID id) {
        return views.check("directory")
                .then(Mono.defer(() -> found(id)))
                .timeout(TIMEOUT)
                .checkpoint("patient of the directory");
    }

    private Mono<Patient> found(UUID id) {
        return database.sql("select " + COLUMNS + " from patient where id = $1")
                .bind(0, id)
                .map(this::patient)
                .one();
    }

    private Mono<Long> count(DirectoryQuery query) {
        return search(query, "count(*)", "")
                .map(row -> present(row, 0, Long.class))
                .one();
    }

    private Mono<List<Patient>> page(DirectoryQuery query, long total) {
        if (query.paging().offset() >= total) {
            return Mono.just(List.of());
        }
        String order = " order by %s limit %d offset %d"
                .formatted(
                        query.sort().columns(),
                        query.paging().size(),
                        query.paging().offset());
        return search(query, COLUMNS, order).map(this::patient).all().collectList();
    }

    private GenericExecuteSpec search(DirectoryQuery query, String columns, String paging) {
        if (!query.isSearch()) {
            return database.sql(select(columns, "patient") + paging);
        }
        return database.sql(select(columns, FOUND) + paging)
                .bind(0, query.exact())
                .bind(1, query.words().isEmpty() ? query.exact() : query.words().getFirst())
                .bind(2, query.words().stream().skip(1).toArray(String[]::new));
    }

    /** Of patients that are active. */
    static String select(String columns, String from) {
        return "select " + columns + " from " + from + " where active";
    }

    private Patient patient(Readable row) {
        return new Patient(
                present(row, 0, UUID.class),
                present(row, 1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, String.class),
                present(row, 6, String.class),
                present(row, 7, LocalDate.class),
                row.get(8, String.class),
                row.get(9, String.class),
                json.readValue(present(row, 10, String.class), new TypeReference<List<Identifier>>() {}),
                present(row, 11, LocalDate.class),
                present(row, 12, Boolean.class) ? Patient.Status.ACTIVE : Patient.Status.DEACTIVATED,
                present(row, 13, Long.class));
    }

    private static <T> T present(Readable row, int column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }
}
