package pms.projection;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Writes each event down as often as it is applied: no key forgives a second time. */
final class LedgerProjection implements Projection {

    static final String POISON = "poison";
    static final String REFUSED = "refused";
    static final String OVERTAKING = "overtaking";

    private final DatabaseClient database;
    private final boolean takesPoison;

    LedgerProjection(DatabaseClient database) {
        this(database, false);
    }

    /** @param takesPoison as a later version of the projection might */
    LedgerProjection(DatabaseClient database, boolean takesPoison) {
        this.database = database;
        this.takesPoison = takesPoison;
    }

    @Override
    public boolean overtakes(EventRecord event) {
        return event.payload().toStringUtf8().equals(OVERTAKING);
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        if (!takesPoison
                && events.stream()
                        .anyMatch(event -> event.payload().toStringUtf8().equals(POISON))) {
            return Mono.error(new UnreadableRecord("the payload is poison", null));
        }
        return database.sql("""
                        insert into ledger (position, subject, entry)
                        select position, subject, case entry when 'refused' then (1 / (length(entry) - 7))::text else entry end
                          from unnest($1::bigint[], $2::text[], $3::text[]) e(position, subject, entry)
                        """)
                .bind(0, events.stream().map(EventRecord::position).toArray(Long[]::new))
                .bind(1, events.stream().map(EventRecord::subject).toArray(String[]::new))
                .bind(
                        2,
                        events.stream()
                                .map(event -> event.payload().toStringUtf8())
                                .toArray(String[]::new))
                .then();
    }
}
