package pms.analytics.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.projection.EventRecord;
import pms.projection.Projection;
import reactor.core.publisher.Mono;

/**
 * Appends entries to the log, in the order of the topic, each id once.
 *
 * <p>The lock on the topic's partition, which the batch holds, lets one instance at a time append. Where the log is not
 * whole nothing is appended: the batch fails until that is mended, and the topic keeps what comes meanwhile.
 */
final class AuditLog implements Projection {

    private static final String APPEND = """
            insert into audit_entry (position, id, time, actor, role, action, outcome, address, correlation_id, service,
                                     event_position, detail, source_offset, hash)
            select position, id, time, actor, role, action, outcome, address, correlation_id, service,
                   event_position, detail, source_offset, decode(hash, 'hex')
              from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[], $13::bigint[], $14::text[])
                e(position, id, time, actor, role, action, outcome, address, correlation_id, service,
                  event_position, detail, source_offset, hash)
            """;

    private final DatabaseClient database;
    private final Chain chain;

    AuditLog(DatabaseClient database, Chain chain) {
        this.database = database;
        this.chain = chain;
    }

    @Override
    public String name() {
        return "audit";
    }

    /** No entry gets lost by somebody's decision. */
    @Override
    public boolean mayGiveUp() {
        return false;
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        Map<UUID, Entry> entries = new LinkedHashMap<>();
        events.forEach(event -> entries.putIfAbsent(event.id(), EntryReader.entry(event.position(), event.payload())));
        return known(entries.keySet())
                .doOnNext(entries.keySet()::removeAll)
                .then(Mono.defer(() -> entries.isEmpty() ? Mono.empty() : append(List.copyOf(entries.values()))))
                .checkpoint("append to the audit log");
    }

    private Mono<Set<UUID>> known(Set<UUID> ids) {
        return database.sql("select id from audit_entry where id = any($1)")
                .bind(0, ids.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all()
                .collect(Collectors.toSet());
    }

    private Mono<Void> append(List<Entry> entries) {
        return head().map(head -> Link.chained(head, entries, chain))
                .flatMap(links -> insert(links)
                        .then(Mono.defer(() -> insertPatients(
                                links.stream().flatMap(Link::patients).toList())))
                        .then(Mono.defer(() -> moveHead(links.getLast()))));
    }

    private Mono<Head> head() {
        return database.sql(Head.SELECT)
                .map(Head::of)
                .one()
                .filter(head -> head.isWhole(chain))
                .switchIfEmpty(Mono.error(AuditDamaged::new));
    }

    private Mono<Long> insert(List<Link> links) {
        return database.sql(APPEND)
                .bind(0, Link.column(links, Link::position, new Long[0]))
                .bind(1, Link.column(links, link -> link.entry().id(), new UUID[0]))
                .bind(2, Link.column(links, link -> link.entry().time(), new Instant[0]))
                .bind(3, Link.column(links, link -> link.entry().actor(), new String[0]))
                .bind(4, Link.column(links, link -> link.entry().role(), new String[0]))
                .bind(5, Link.column(links, link -> link.entry().action(), new String[0]))
                .bind(6, Link.column(links, link -> link.entry().outcome(), new String[0]))
                .bind(7, Link.column(links, link -> link.entry().address(), new String[0]))
                .bind(8, Link.column(links, link -> link.entry().correlationId(), new String[0]))
                .bind(9, Link.column(links, link -> link.entry().service(), new String[0]))
                .bind(10, Link.column(links, link -> link.entry().eventPosition(), new Long[0]))
                .bind(11, Link.column(links, link -> link.entry().detail(), new String[0]))
                .bind(12, Link.column(links, link -> link.entry().sourceOffset(), new Long[0]))
                .bind(13, Link.column(links, Link::hexHash, new String[0]))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> insertPatients(List<Link.Patient> patients) {
        return patients.isEmpty()
                ? Mono.empty()
                : database.sql("insert into audit_patient (patient_id, position)"
                                + " select p.* from unnest($1::uuid[], $2::bigint[]) p")
                        .bind(0, patients.stream().map(Link.Patient::id).toArray(UUID[]::new))
                        .bind(1, patients.stream().map(Link.Patient::position).toArray(Long[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    private Mono<Void> moveHead(Link last) {
        return database.sql("""
                        insert into audit_head (entries, hash, seal) values ($1, $2, $3)
                        on conflict (only_row) do update
                          set entries = excluded.entries, hash = excluded.hash, seal = excluded.seal
                        """)
                .bind(0, last.position())
                .bind(1, last.hash().toByteArray())
                .bind(2, chain.seal(last.position(), last.hash()).toByteArray())
                .then();
    }
}
