package pms.analytics.audit;

import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the whole log: {@code GET /internal/audit/verification} for the operator, {@code GET /api/audit/verification} for
 * auditors. However many of these ask, one reading goes on at a time, and its result is told for a few seconds.
 */
@RestController
class VerificationEndpoint {

    private static final int ROWS_AT_ONCE = 500;
    private static final int MAX_STRAYS = 100;
    /** Between two rows. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration TOLD_FOR = Duration.ofSeconds(5);

    private static final String STRAYS = """
            select p.position from audit_patient p
             where not exists (select from audit_entry e where e.position = p.position)
             order by 1 limit $1
            """;

    private final DatabaseClient database;
    private final Chain chain;
    private final TransactionalOperator snapshot;
    private final Mono<Verification> shared;

    VerificationEndpoint(DatabaseClient database, Chain chain, ReactiveTransactionManager transactions) {
        this.database = database;
        this.chain = chain;
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        this.snapshot = TransactionalOperator.create(transactions, definition);
        this.shared =
                Mono.defer(this::verification).cache(found -> TOLD_FOR, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    @GetMapping("/internal/audit/verification")
    Mono<Verification> verification() {
        return database.sql(Head.SELECT)
                .map(Head::of)
                .one()
                .map(head -> new Verifier(chain, head))
                .flatMap(this::walk)
                .flatMap(this::strays)
                .map(Verifier::result)
                .as(snapshot::transactional)
                .checkpoint("verify the audit log");
    }

    @GetMapping("/api/audit/verification")
    Mono<Verification> sharedVerification() {
        return shared;
    }

    /** Off the event loop: each entry is a hash. */
    private Mono<Verifier> walk(Verifier verifier) {
        return database.sql(EntryRows.SELECT + " order by e.position")
                .filter(statement -> statement.fetchSize(ROWS_AT_ONCE))
                .map(EntryRows::link)
                .all()
                .timeout(PATIENCE)
                .publishOn(Schedulers.parallel(), ROWS_AT_ONCE)
                .reduce(verifier, Verifier::next)
                .map(Verifier::end);
    }

    private Mono<Verifier> strays(Verifier verifier) {
        return database.sql(STRAYS)
                .bind(0, MAX_STRAYS)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .all()
                .reduce(verifier, Verifier::stray);
    }
}
