package pms.analytics.patientfacts;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the facts of each patient, so that every later event can be counted as a move from one group to another. */
@Component
public class FactsTable {
    private static final ViewDefinition DEFINITION = ViewDefinition.beside(FactsTable.class, "patient_facts")
            .saying(
                    "patient_facts",
                    "select patient_id, birth_year, gender, region, registered_date, state from patient_facts");

    /**
     * Only a registration makes a row. Whether the others have one is asked by a scalar subquery, which looks into the
     * index once for each: an {@code exists} may become a hash of the whole table, planned when it was small.
     */
    private static final String STATE = """
            insert into patient_facts as facts (patient_id, birth_year, gender, region, registered_date, state)
            select id, birth_year, gender, region, registered_date, state
            from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::date[], $6::text[], $7::boolean[])
                as stated (id, birth_year, gender, region, registered_date, state, registered)
            where registered or (select true from patient_facts where patient_id = id)
            on conflict (patient_id) do update set
                birth_year = excluded.birth_year, gender = excluded.gender, region = excluded.region,
                registered_date = excluded.registered_date,
                state = case when facts.state = 'ACTIVE' or excluded.state = 'ERASED' then excluded.state
                             else facts.state end
            returning new.patient_id, new.state,
                      old.birth_year, old.gender, old.region, old.registered_date, old.state
            """;

    private static final String LEAVE = """
            update patient_facts set state = case when state = 'ACTIVE' or $2 = 'ERASED' then $2 else state end
            where patient_id = any($1::uuid[])
            returning new.patient_id, new.state,
                      old.birth_year, old.gender, old.region, old.registered_date, old.state
            """;
    private static final String DELETE = "delete from patient_facts where patient_id = any($1::uuid[])";
    private static final int STATE_AFTER = 1;
    private static final int BEFORE = 2;

    private final DatabaseClient database;

    FactsTable(DatabaseClient database) {
        this.database = database;
    }

    /** What it is made of. Always the same. */
    public ViewDefinition definition() {
        return DEFINITION;
    }

    /** What can be made of an event before it is applied; null when it states no facts. */
    public @Nullable Object decode(EventRecord event) {
        return FactsFold.decode(event);
    }

    /**
     * Applies events in the subscriber's transaction and answers what they changed, one entry a patient. Of an erased
     * patient no row stays: it leaves as a deactivated one does, and what later events say of it, or of anybody else who
     * is not known, changes nothing. Fails with {@link UnreadableRecord} when an event can't be read.
     */
    public Mono<List<FactsChange>> apply(List<EventRecord> events) {
        return Mono.fromSupplier(() -> FactsFold.of(events))
                .flatMapMany(fold -> Flux.concat(
                        state(fold),
                        leave(fold, PatientState.DEACTIVATED),
                        leave(fold, PatientState.ERASED),
                        delete(fold.erased())))
                .collectList();
    }

    private Flux<FactsChange> state(FactsFold fold) {
        var stated = fold.stated();
        if (stated.isEmpty()) {
            return Flux.empty();
        }
        var facts = stated.values();
        return database.sql(STATE)
                .bind("$1", stated.keySet().toArray(UUID[]::new))
                .bind("$2", column(facts, Facts::birthYear).toArray(Integer[]::new))
                .bind("$3", column(facts, fact -> fact.gender().name()).toArray(String[]::new))
                .bind("$4", column(facts, Facts::region).toArray(String[]::new))
                .bind("$5", column(facts, Facts::registeredDate).toArray(LocalDate[]::new))
                .bind("$6", column(facts, fact -> fact.state().name()).toArray(String[]::new))
                .bind(
                        "$7",
                        stated.keySet().stream()
                                .map(fold.registered()::contains)
                                .toArray(Boolean[]::new))
                .map(row -> change(fold, row))
                .all();
    }

    private Flux<FactsChange> leave(FactsFold fold, PatientState state) {
        var patientIds = fold.left().entrySet().stream()
                .filter(left -> left.getValue() == state)
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        return patientIds.length == 0
                ? Flux.empty()
                : database.sql(LEAVE)
                        .bind("$1", patientIds)
                        .bind("$2", state.name())
                        .map(row -> change(fold, row))
                        .all();
    }

    /** After the patients were moved out of what they are counted in. */
    private Flux<FactsChange> delete(Collection<UUID> patientIds) {
        return patientIds.isEmpty()
                ? Flux.empty()
                : database.sql(DELETE)
                        .bind("$1", patientIds.toArray(UUID[]::new))
                        .then()
                        .thenMany(Flux.empty());
    }

    private static <T> List<T> column(Collection<Facts> facts, Function<Facts, T> value) {
        return facts.stream().map(value).toList();
    }

    private static FactsChange change(FactsFold fold, Readable row) {
        var patientId = present(row.get(0, UUID.class));
        var before = before(row);
        var after = fold.stated().getOrDefault(patientId, before);
        var state = PatientState.valueOf(present(row.get(STATE_AFTER, String.class)));
        return new FactsChange(patientId, before, present(after).with(state), fold.moves(patientId, before));
    }

    /** Null when there was no row. */
    private static @Nullable Facts before(Readable row) {
        var birthYear = row.get(BEFORE, Integer.class);
        return birthYear == null
                ? null
                : new Facts(
                        birthYear,
                        Facts.Gender.valueOf(present(row.get(BEFORE + 1, String.class))),
                        present(row.get(BEFORE + 2, String.class)),
                        present(row.get(BEFORE + 3, LocalDate.class)),
                        PatientState.valueOf(present(row.get(BEFORE + 4, String.class))));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
