package pms.projection.rebuild;

import java.util.List;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.projection.EventRecord;
import pms.projection.Projection;
import pms.projection.UnreadableRecord;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** Counts the entries of each subject, and of all. */
final class CountingProjection implements Projection {

    static final String NAME = "counting";
    static final String POISON = "poison";

    private static final ViewDefinition COUNTS = ViewDefinition.beside(CountingProjection.class, "counts")
            .saying("subject_count", "select subject, entries, last from subject_count");

    private final DatabaseClient database;
    private final List<ViewDefinition> views;
    private final boolean takesPoison;

    /**
     * As a version of the code.
     *
     * @param revisionOfTotal of the view of all entries
     * @param takesPoison whether it can read what others can't
     */
    CountingProjection(DatabaseClient database, int revisionOfTotal, boolean takesPoison) {
        this.database = database;
        this.views = List.of(
                COUNTS,
                ViewDefinition.beside(CountingProjection.class, "total")
                        .revision(revisionOfTotal)
                        .saying("total", "select entries from total"));
        this.takesPoison = takesPoison;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ViewDefinition> views() {
        return views;
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        return apply(events, Set.of("counts", "total"));
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events, Set<String> views) {
        if (!takesPoison
                && events.stream()
                        .anyMatch(event -> event.payload().toStringUtf8().equals(POISON))) {
            return Mono.error(new UnreadableRecord("the payload is poison", null));
        }
        Mono<Void> counts = views.contains("counts") ? count(events) : Mono.empty();
        return views.contains("total") ? counts.then(Mono.defer(() -> add(events.size()))) : counts;
    }

    private Mono<Void> count(List<EventRecord> events) {
        return database.sql("""
                        insert into subject_count as c
                        select subject, count(*), max(position) from unnest($1::text[], $2::bigint[]) e(subject, position)
                         group by subject order by subject
                        on conflict (subject) do update set entries = c.entries + excluded.entries, last = excluded.last
                        """)
                .bind(0, events.stream().map(EventRecord::subject).toArray(String[]::new))
                .bind(1, events.stream().map(EventRecord::position).toArray(Long[]::new))
                .then();
    }

    private Mono<Void> add(long entries) {
        return database.sql("update total set entries = entries + $1, applied = applied + 1")
                .bind(0, entries)
                .then();
    }
}
