package pms.analytics.encounterfacts;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the encounters that are open, so that each end finds its beginning, and an erasure what it breaks off. An
 * encounter that begins and ends in one batch writes nothing here.
 */
@Component
public class EncounterTable {
    private static final ViewDefinition DEFINITION = ViewDefinition.beside(EncounterTable.class, "open_encounters")
            .saying("open_encounter", "select * from open_encounter");

    /** A scalar subquery looks into the index once for each, whatever was planned when the table was small. */
    private static final String UNKNOWN = """
            select id from unnest($1::uuid[]) as patient (id)
            where (select true from patient_facts where patient_id = id) is null
            """;

    private static final String OPEN = """
            insert into open_encounter (patient_id, encounter_id, class, started_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
            """;
    private static final String CLOSE = """
            delete from open_encounter where patient_id = any($1::uuid[]) and encounter_id = any($2::uuid[])
            returning patient_id, encounter_id, class, started_at
            """;
    private static final String ABANDON = """
            delete from open_encounter where patient_id = any($1::uuid[])
            returning patient_id, encounter_id, class, started_at
            """;

    private final DatabaseClient database;

    EncounterTable(DatabaseClient database) {
        this.database = database;
    }

    /** What it is made of. Always the same. */
    public ViewDefinition definition() {
        return DEFINITION;
    }

    /** What can be made of an event before it is applied; null when it says nothing of an encounter. */
    public @Nullable Object decode(EventRecord event) {
        return EncounterFold.decode(event);
    }

    /**
     * Applies events in the subscriber's transaction and answers what they say of encounters. MUST come before the facts
     * of patients are changed: an encounter counts when its patient was known at that time. Of an erased patient no row
     * stays, and what is said of anybody who is not known is passed over. Fails with {@link UnreadableRecord} when an
     * event can't be read.
     */
    public Mono<List<EncounterChange>> apply(List<EventRecord> events) {
        return Mono.fromSupplier(() -> EncounterFold.of(events))
                .flatMapMany(fold -> Flux.concat(close(fold), abandon(fold), start(fold)))
                .collectList();
    }

    private Flux<EncounterChange> close(EncounterFold fold) {
        var ends = fold.endsOfEarlier();
        return ends.isEmpty()
                ? Flux.empty()
                : database.sql(CLOSE)
                        .bind("$1", column(ends, end -> end.start().patientId(), new UUID[0]))
                        .bind("$2", column(ends, end -> end.start().encounterId(), new UUID[0]))
                        .map(EncounterTable::row)
                        .all()
                        .map(start -> finished(start, fold));
    }

    /** The end as it was told, of the beginning that was counted. */
    private static EncounterChange finished(EncounterStart start, EncounterFold fold) {
        var endedAt = present(fold.ends().get(start.encounterId())).endedAt();
        if (endedAt.isBefore(start.startedAt())) {
            throw new UnreadableRecord("ended_at is before the start that was told", null);
        }
        return new EncounterChange.Finished(start, endedAt);
    }

    private Flux<EncounterChange> abandon(EncounterFold fold) {
        return fold.erased().isEmpty()
                ? Flux.empty()
                : database.sql(ABANDON)
                        .bind("$1", fold.erased().keySet().toArray(UUID[]::new))
                        .map(EncounterTable::row)
                        .all()
                        .map(start -> EncounterFold.abandoned(start, fold.erased()));
    }

    private Flux<EncounterChange> start(EncounterFold fold) {
        return fold.starts().isEmpty()
                ? Flux.empty()
                : unknown(fold)
                        .flatMapMany(unknown -> Flux.concat(
                                open(fold, unknown).thenMany(Flux.empty()), Flux.fromIterable(changes(fold, unknown))));
    }

    /** Nearly always none. */
    private Mono<Set<UUID>> unknown(EncounterFold fold) {
        var asked = fold.startsByOthers();
        return asked.isEmpty()
                ? Mono.just(Set.of())
                : database.sql(UNKNOWN)
                        .bind("$1", asked.toArray(UUID[]::new))
                        .map(row -> present(row.get(0, UUID.class)))
                        .all()
                        .collect(Collectors.toSet());
    }

    private static List<EncounterChange> changes(EncounterFold fold, Set<UUID> unknown) {
        var changes = new ArrayList<EncounterChange>();
        for (var start : fold.starts().values()) {
            if (!unknown.contains(start.patientId())) {
                changes.add(new EncounterChange.Started(start));
                if (fold.ends().containsKey(start.encounterId())) {
                    changes.add(finished(start, fold));
                } else if (fold.erased().containsKey(start.patientId())) {
                    changes.add(EncounterFold.abandoned(start, fold.erased()));
                }
            }
        }
        return changes;
    }

    private Mono<Void> open(EncounterFold fold, Set<UUID> unknown) {
        var open = fold.starts().values().stream()
                .filter(start -> !unknown.contains(start.patientId()))
                .filter(start -> !fold.ends().containsKey(start.encounterId()))
                .filter(start -> !fold.erased().containsKey(start.patientId()))
                .toList();
        return open.isEmpty()
                ? Mono.empty()
                : database.sql(OPEN)
                        .bind("$1", column(open, EncounterStart::patientId, new UUID[0]))
                        .bind("$2", column(open, EncounterStart::encounterId, new UUID[0]))
                        .bind("$3", column(open, start -> start.encounterClass().name(), new String[0]))
                        .bind("$4", column(open, EncounterStart::startedAt, new Instant[0]))
                        .then();
    }

    private static EncounterStart row(Readable row) {
        return new EncounterStart(
                present(row.get(0, UUID.class)),
                present(row.get(1, UUID.class)),
                EncounterClass.valueOf(present(row.get(2, String.class))),
                present(row.get(3, Instant.class)));
    }

    private static <T, C> C[] column(Collection<T> rows, Function<T, C> value, C[] type) {
        return rows.stream().map(value).toList().toArray(type);
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
