package pms.query.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import pms.projection.ViewDefinition;
import pms.query.patient.Change;
import pms.query.patient.Patient;
import pms.query.patient.PatientEvent;
import pms.query.patient.PatientView;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the table of patients and what they are searched by: one statement a batch, and one more
 * each when patients left or were erased.
 */
@Component
class DirectoryView implements PatientView {

    private static final ViewDefinition DEFINITION = ViewDefinition.beside(DirectoryView.class, "directory")
            .saying("patient", "select * from patient")
            .saying("patient_term", "select * from patient_term");

    private static final String UPSERT = """
            with fresh as (
              select distinct * from unnest($15::text[], $16::text[], $17::uuid[]) t(kind, term, patient_id)),
            gone as (
              delete from patient_term t where t.patient_id = any($1::uuid[]) and not exists (
                select from fresh f where f.patient_id = t.patient_id and f.kind = t.kind and f.term = t.term)),
            written as (
              insert into patient
              select u.id, u.name, u.given_name, u.family_name, u.email, u.phone, u.address, u.date_of_birth,
                     u.gender, u.region, u.identifiers::jsonb, u.registered_date, true, u.version, u.sort_name
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                            $7::text[], $8::date[], $9::text[], $10::text[], $11::text[], $12::date[],
                            $13::bigint[], $14::text[])
                     u(id, name, given_name, family_name, email, phone, address, date_of_birth,
                       gender, region, identifiers, registered_date, version, sort_name)
              on conflict (id) do update set
                name = excluded.name, given_name = excluded.given_name, family_name = excluded.family_name,
                email = excluded.email, phone = excluded.phone, address = excluded.address,
                date_of_birth = excluded.date_of_birth, gender = excluded.gender, region = excluded.region,
                identifiers = excluded.identifiers, registered_date = excluded.registered_date,
                version = excluded.version, sort_name = excluded.sort_name)
            insert into patient_term select * from fresh on conflict do nothing
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    DirectoryView(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Optional<ViewDefinition> definition() {
        return Optional.of(DEFINITION);
    }

    @Override
    public Mono<Void> apply(List<PatientEvent> events) {
        Map<UUID, Patient> whole = new TreeMap<>();
        Map<UUID, Long> deactivated = new TreeMap<>();
        Set<UUID> erased = new TreeSet<>();
        for (PatientEvent event : events) {
            UUID id = event.patientId();
            switch (event.change()) {
                case Change.Registered registered -> whole.put(id, registered.patient());
                case Change.Amended amended -> whole.put(id, amended.patient());
                case Change.Deactivated left -> deactivated.put(id, left.version());
                case Change.Erased gone -> erased.add(id);
                case Change.Sealed sealed -> {}
                case Change.AccountOpened opened -> {}
                case Change.AccountClosed closed -> {}
                case Change.EncounterStarted started -> {}
                case Change.EncounterFinished finished -> {}
                case Change.Unknown unknown -> {}
            }
        }
        whole.keySet().removeAll(erased); // nothing brings an erased patient back
        return write(whole.values())
                .then(Mono.defer(() -> deactivate(deactivated)))
                .then(Mono.defer(() -> erase(erased)));
    }

    /** One statement for both tables: a term that stays is neither deleted nor written again. */
    private Mono<Void> write(Collection<Patient> patients) {
        List<SearchTerm> terms = patients.stream().flatMap(SearchTerm::of).toList();
        return patients.isEmpty()
                ? Mono.empty()
                : bindTerms(bindPatients(database.sql(UPSERT), patients), terms).then();
    }

    private GenericExecuteSpec bindPatients(GenericExecuteSpec statement, Collection<Patient> patients) {
        return statement
                .bind(0, column(patients, Patient::id))
                .bind(1, column(patients, Patient::name))
                .bind(2, column(patients, Patient::givenName))
                .bind(3, column(patients, Patient::familyName))
                .bind(4, column(patients, Patient::email))
                .bind(5, column(patients, Patient::phone))
                .bind(6, column(patients, Patient::address))
                .bind(7, column(patients, Patient::dateOfBirth))
                .bind(8, column(patients, Patient::gender))
                .bind(9, column(patients, Patient::region))
                .bind(10, column(patients, patient -> json.writeValueAsString(patient.identifiers())))
                .bind(11, column(patients, Patient::registeredDate))
                .bind(12, column(patients, Patient::version))
                .bind(13, column(patients, patient -> Folded.fold(patient.name())));
    }

    private static GenericExecuteSpec bindTerms(GenericExecuteSpec statement, List<SearchTerm> terms) {
        return statement
                .bind(14, column(terms, SearchTerm::kind))
                .bind(15, column(terms, SearchTerm::term))
                .bind(16, column(terms, SearchTerm::patientId));
    }

    private Mono<Void> deactivate(Map<UUID, Long> versions) {
        List<Map.Entry<UUID, Long>> rows = new ArrayList<>(versions.entrySet());
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql("""
                                update patient p set active = false, version = d.version
                                  from unnest($1::uuid[], $2::bigint[]) d(id, version) where p.id = d.id
                                """)
                        .bind(0, column(rows, Map.Entry::getKey))
                        .bind(1, column(rows, Map.Entry::getValue))
                        .then();
    }

    /** The terms go with it. */
    private Mono<Void> erase(Set<UUID> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : database.sql("delete from patient where id = any($1)")
                        .bind(0, ids.toArray(UUID[]::new))
                        .then();
    }

    /** Arrays travel as text whatever their type; the statement says what they are. */
    private static <T> @Nullable String[] column(Collection<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
