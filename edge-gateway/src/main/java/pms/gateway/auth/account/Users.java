package pms.gateway.auth.account;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.access.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users in the database. */
@Component
public class Users {

    private static final String COLUMNS =
            "user_id, email, password_hash, role, disabled, created_at, changed_at, tokens_ended_at";
    private static final String FIND = "select " + COLUMNS + " from users where email = :email";
    private static final String FIND_BY_ID = "select " + COLUMNS + " from users where user_id = :id";
    private static final String LIST =
            "select " + COLUMNS + " from users order by email limit :size offset :page * :size";
    private static final String ADD = """
            insert into users (email, password_hash, role) values (:email, :hash, :role)
            on conflict (email) do nothing
            returning %s
            """.formatted(COLUMNS);
    private static final String ADD_FIRST = """
            insert into users (email, password_hash, role)
            select :email, :hash, :role where not exists (select from users where email <> :ignored)
            on conflict (email) do nothing
            """;
    private static final String SET_DISABLED = """
            update users
            set disabled = :disabled, changed_at = clock_timestamp(),
                tokens_ended_at = greatest(date_trunc('second', cast(:now as timestamptz)), tokens_ended_at)
            where email = :email and disabled <> :disabled
            """;
    private static final String REHASH =
            "update users set password_hash = :hash where user_id = :id and password_hash = :former";

    private static final String END_TOKENS = """
            update users
            set tokens_ended_at = greatest(date_trunc('second', cast(:now as timestamptz)),
                                           tokens_ended_at + interval '1 second')
            where user_id = :id
            """;

    private final DatabaseClient database;

    Users(DatabaseClient database) {
        this.database = database;
    }

    public Mono<User> find(EmailAddress email) {
        return database.sql(FIND)
                .bind("email", email.value())
                .map(Users::toUser)
                .one()
                .checkpoint("find user");
    }

    public Mono<User> find(UUID id) {
        return database.sql(FIND_BY_ID).bind("id", id).map(Users::toUser).one().checkpoint("find user by id");
    }

    /** In the order of their e-mails. */
    Flux<User> list(long page, int size) {
        return database.sql(LIST)
                .bind("page", page)
                .bind("size", size)
                .map(Users::toUser)
                .all()
                .checkpoint("list users");
    }

    Mono<Long> count() {
        return database.sql("select count(*) from users").mapValue(Long.class).one();
    }

    /** Emits the user as added; empty when the e-mail is taken. */
    public Mono<User> add(NewUser user) {
        return bind(ADD, user).map(Users::toUser).one().checkpoint("add user");
    }

    /** Adds the user unless there is anybody; who has the ignored e-mail does not count. */
    public Mono<Void> addFirst(NewUser user, EmailAddress ignored) {
        return bind(ADD_FIRST, user).bind("ignored", ignored.value()).then().checkpoint("add first user");
    }

    /** Whether somebody may log in, if there is such a user; earlier tokens of one who is disabled end. */
    public Mono<Void> setDisabled(EmailAddress email, boolean disabled, Instant now) {
        return database.sql(SET_DISABLED)
                .bind("email", email.value())
                .bind("disabled", disabled)
                .bind("now", now)
                .then()
                .checkpoint("set whether a user is disabled");
    }

    /** Replaces a hash by one with other parameters, unless the password was changed meanwhile. */
    public Mono<Void> rehash(User user, String hash) {
        return database.sql(REHASH)
                .bind("id", user.id())
                .bind("former", user.passwordHash())
                .bind("hash", hash)
                .then()
                .checkpoint("rehash a password");
    }

    /** Ends the access tokens that the user has so far. */
    public Mono<Void> endTokens(UUID id, Instant now) {
        return database.sql(END_TOKENS).bind("id", id).bind("now", now).then().checkpoint("end a user's tokens");
    }

    private DatabaseClient.GenericExecuteSpec bind(String sql, NewUser user) {
        return database.sql(sql)
                .bind("email", user.email().value())
                .bind("hash", user.passwordHash())
                .bind("role", user.role().name());
    }

    static User toUser(Readable row) {
        return new User(
                value(row, "user_id", UUID.class),
                new EmailAddress(value(row, "email", String.class)),
                value(row, "password_hash", String.class),
                Role.valueOf(value(row, "role", String.class)),
                value(row, "disabled", Boolean.class),
                value(row, "created_at", Instant.class),
                value(row, "changed_at", Instant.class),
                value(row, "tokens_ended_at", Instant.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
