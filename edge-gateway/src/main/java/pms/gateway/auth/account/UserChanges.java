package pms.gateway.auth.account;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/**
 * Changes of users, one at a time: a lock that only changes take, and no login, so that of two
 * administrators who demote each other at once one stays. Each change ends the user's sessions and
 * earlier tokens. A few at a time have a connection to the database, the others wait without one. What was begun is
 * carried out, also when nobody waits for it any more.
 */
@Component
class UserChanges {

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('changes of users', 0))";

    /** A token may carry the second after the last end as its time of issue, so the next end lies after that. */
    private static final String CHANGE = """
            update users
            set role = coalesce(cast(:role as text), role),
                disabled = coalesce(cast(:disabled as boolean), disabled),
                password_hash = coalesce(cast(:hash as text), password_hash),
                changed_at = :now,
                tokens_ended_at = greatest(date_trunc('second', cast(:now as timestamptz)),
                                           tokens_ended_at + interval '1 second')
            where user_id = :id
            returning user_id, email, password_hash, role, disabled, created_at, changed_at, tokens_ended_at
            """;

    private static final String HAS_ADMIN =
            "select exists (select from users where role = 'ADMIN' and not disabled) as admin";

    private final DatabaseClient database;
    private final Users users;
    private final TransactionalOperator transaction;
    private final ChangeTurns turns;
    private final Clock clock;

    UserChanges(
            DatabaseClient database, Users users, TransactionalOperator transaction, ChangeTurns turns, Clock clock) {
        this.database = database;
        this.users = users;
        this.transaction = transaction;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * Emits the user as added; empty when the e-mail is taken.
     *
     * @param beforeCommit nothing is added when it fails
     */
    Mono<User> add(NewUser user, Function<User, Mono<Void>> beforeCommit) {
        return users.add(user)
                .delayUntil(beforeCommit)
                .as(transaction::transactional)
                .as(turns::inTurn)
                .as(UserChanges::toItsEnd)
                .checkpoint("add a user");
    }

    /**
     * Emits the user as changed; empty when there is none with this id. Errors: {@link Rejection} {@code last-admin}
     * when nobody could administer any more, and nothing is changed.
     *
     * @param beforeCommit nothing is changed when it fails
     */
    Mono<User> change(UUID id, UserChange change, Function<User, Mono<Void>> beforeCommit) {
        return database.sql(LOCK)
                .then()
                .then(write(id, change))
                .delayUntil(changed -> requireAnAdmin(change))
                .delayUntil(changed -> endSessions(id))
                .delayUntil(beforeCommit)
                .as(transaction::transactional)
                .as(turns::inTurn)
                .as(UserChanges::toItsEnd)
                .checkpoint("change a user");
    }

    /**
     * Goes on when the client goes away: a transaction that is cancelled between two statements may run the next one
     * behind its rollback, and a part of the change would stay. The turn and the statements are bounded in time.
     */
    private static <T> Mono<T> toItsEnd(Mono<T> change) {
        return Mono.deferContextual(context -> Mono.fromFuture(change.contextWrite(context)::toFuture, true));
    }

    private Mono<User> write(UUID id, UserChange change) {
        DatabaseClient.GenericExecuteSpec statement =
                database.sql(CHANGE).bind("id", id).bind("now", clock.instant());
        statement = bind(
                statement, "role", change.role() == null ? null : change.role().name(), String.class);
        statement = bind(statement, "disabled", change.disabled(), Boolean.class);
        return bind(statement, "hash", change.passwordHash(), String.class)
                .map(Users::toUser)
                .one();
    }

    private static <T> DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    private Mono<Void> endSessions(UUID id) {
        return database.sql("delete from session where user_id = :id")
                .bind("id", id)
                .then();
    }

    private Mono<Boolean> requireAnAdmin(UserChange change) {
        if (change.role() == null && change.disabled() == null) {
            return Mono.just(true);
        }
        return database.sql(HAS_ADMIN)
                .mapValue(Boolean.class)
                .one()
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> Rejection.of(
                        ProblemCode.LAST_ADMIN, "The last active administrator can't be disabled or demoted.")));
    }
}
