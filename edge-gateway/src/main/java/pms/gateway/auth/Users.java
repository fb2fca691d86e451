package pms.gateway.auth;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.access.Role;
import reactor.core.publisher.Mono;

/** The users in the database. */
@Component
class Users {

    private static final String FIND = "select email, password_hash, role from users where email = :email";
    private static final String ADD_IF_ABSENT = """
            insert into users (email, password_hash, role) values (:email, :hash, :role)
            on conflict (email) do nothing
            """;

    private final DatabaseClient database;

    Users(DatabaseClient database) {
        this.database = database;
    }

    Mono<User> find(EmailAddress email) {
        return database.sql(FIND)
                .bind("email", email.value())
                .map(Users::toUser)
                .one()
                .checkpoint("find user");
    }

    Mono<Void> addIfAbsent(User user) {
        return database.sql(ADD_IF_ABSENT)
                .bind("email", user.email().value())
                .bind("hash", user.passwordHash())
                .bind("role", user.role().name())
                .then()
                .checkpoint("add user");
    }

    private static User toUser(Readable row) {
        return new User(
                new EmailAddress(text(row, "email")), text(row, "password_hash"), Role.valueOf(text(row, "role")));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
