package pms.analytics.audit;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads entries of the log by their positions. Positions have no holes and are committed in their order, so who goes on
 * from the last one that was read misses none, whatever is appended meanwhile.
 */
@Component
final class AuditReader {

    static final int ROWS_AT_ONCE = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Until the next entry is taken: nothing is held for one who has stopped reading. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseClient database;
    private final Duration patience;

    @Autowired
    AuditReader(DatabaseClient database) {
        this(database, PATIENCE);
    }

    /** @param patience with one who does not take the next entry */
    AuditReader(DatabaseClient database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    private record Ends(long lowest, long highest) {}

    /** The first entries, at most so many. */
    Mono<List<Link>> first(AuditQuery query, int rows) {
        return narrowed(query)
                .flatMap(narrow -> rows(narrow, rows))
                .defaultIfEmpty(List.of())
                .checkpoint("read the audit log");
    }

    /**
     * All entries that were there when it was subscribed to. Cold; holds {@value #ROWS_AT_ONCE} of them and those of the
     * page ahead, and no connection to the database while the subscriber takes its time. Fails with a {@link
     * java.util.concurrent.TimeoutException} when it takes none for a minute.
     */
    Flux<Link> all(AuditQuery query) {
        return narrowed(query)
                .flatMapMany(narrow -> rows(narrow, ROWS_AT_ONCE).expand(page -> next(narrow, page)))
                .flatMapIterable(Function.identity(), 1)
                .timeout(patience)
                .checkpoint("read the audit log to its end");
    }

    private Mono<List<Link>> next(AuditQuery query, List<Link> page) {
        return page.size() < ROWS_AT_ONCE
                ? Mono.empty()
                : rows(query.beyond(page.getLast().position()), ROWS_AT_ONCE);
    }

    private Mono<List<Link>> rows(AuditQuery query, int rows) {
        return AuditSelect.entries(query, rows)
                .in(database)
                .map(EntryRows::link)
                .all()
                .collectList()
                .timeout(TIMEOUT);
    }

    /** The query between the first and the last position that it can have; empty when there is none. */
    private Mono<AuditQuery> narrowed(AuditQuery query) {
        boolean byTime = query.hasMoments() && query.patient() == null; // a patient's entries are few
        return (byTime ? AuditSelect.endsOfItsTime(query) : AuditSelect.ends())
                .in(database)
                .map(AuditReader::ends)
                .one()
                .timeout(TIMEOUT)
                .filter(ends -> ends.lowest() > 0)
                .map(ends -> query.within(ends.lowest(), ends.highest()));
    }

    private static Ends ends(Readable row) {
        return row.get(0) == null ? new Ends(0, 0) : new Ends(number(row, 0), number(row, 1));
    }

    private static long number(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
