package pms.projection;

import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Transactions of their own, in which the names of tables are those of one schema, or else of {@code public}. Their commits
 * do not wait for the disk: a crash of the database takes the last ones back with the places that they stored, and they are
 * done again; the commit of the switch waits for all that went before.
 *
 * <p>A transaction around them, as that of the fence, is neither joined nor suspended: Spring suspends it in a context that
 * all which run at the same time would share, and of two of them one would write without a transaction, and so without its
 * schema.
 */
final class InSchema implements TransactionalOperator {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final String schema;

    InSchema(DatabaseClient database, ReactiveTransactionManager transactions, String schema) {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("no name of a schema: " + schema);
        }
        this.database = database;
        this.transaction = TransactionalOperator.create(transactions);
        this.schema = schema;
    }

    @Override
    public <T> Flux<T> execute(TransactionCallback<T> action) {
        return transaction
                .execute(status -> choose().thenMany(Flux.defer(() -> run(action, status))))
                .contextWrite(outer -> Context.empty());
    }

    private Mono<Void> choose() {
        return database.sql("select set_config('search_path', $1, true), set_config('synchronous_commit', 'off', true)")
                .bind(0, schema + ", public")
                .then();
    }

    private static <T> Publisher<T> run(
            TransactionCallback<T> action, org.springframework.transaction.ReactiveTransaction status) {
        return action.doInTransaction(status);
    }
}
