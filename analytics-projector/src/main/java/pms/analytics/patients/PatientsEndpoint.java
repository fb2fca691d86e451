package pms.analytics.patients;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.patientfacts.PatientState;
import pms.analytics.web.Days;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/patients}: active, deactivated, merged and erased patients at the end of each bucket. */
@RestController
class PatientsEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Of each bucket up to the last day, also those before the first: they are what the range begins with. */
    private static final String SELECT = """
            select date_trunc($1, day::timestamp)::date as bucket, state, sum(entered - departed)::bigint as change
            from patients_by_day
            where day <= $2
            group by 1, 2
            """;

    private final DatabaseClient database;
    private final LiveViews views;

    PatientsEndpoint(DatabaseClient database, LiveViews views) {
        this.database = database;
        this.views = views;
    }

    @GetMapping(
            path = "/api/analytics/patients",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<PatientCounts> patients(
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var days = Days.parse(bucket, from, to);
        return views.check(PatientsView.NAME).then(Mono.defer(() -> count(days)));
    }

    private Mono<PatientCounts> count(Days days) {
        return database.sql(SELECT)
                .bind("$1", days.bucket().field())
                .bind("$2", days.to())
                .map(Change::of)
                .all()
                .reduce(new Course(), (course, change) -> course.add(change.bucket(), change.state(), change.by()))
                .timeout(TIMEOUT)
                .map(course -> course.counts(days))
                .checkpoint("count patients");
    }

    private record Change(LocalDate bucket, PatientState state, long by) {
        static Change of(Readable row) {
            return new Change(
                    Objects.requireNonNull(row.get("bucket", LocalDate.class)),
                    PatientState.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                    Objects.requireNonNull(row.get("change", Long.class)));
        }
    }
}
