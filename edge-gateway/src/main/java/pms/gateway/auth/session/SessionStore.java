package pms.gateway.auth.session;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.gateway.auth.account.User;
import pms.gateway.auth.token.IssuedToken;
import reactor.core.publisher.Mono;

/** The sessions in the database, one row each. */
@Component
class SessionStore {

    /** Waits for a change of the user that is under way, and then finds the user another. */
    private static final String OPEN = """
            insert into session (session_id, user_id, secret_hash, expires_at, ends_at, access_token_id)
            select :id, user_id, :hash, :expires, :ends, :token
            from users where user_id = :user and changed_at = :changed and not disabled
            for share
            """;

    private static final String ROTATE = """
            update session
            set secret_hash = :next, expires_at = least(:expires, ends_at)
            where session_id = :id and secret_hash = :hash and expires_at > :now
            returning user_id
            """;
    private static final String NAME_TOKEN =
            "update session set access_token_id = :token where session_id = :id and secret_hash = :hash";
    private static final String END_LIVING =
            "delete from session where session_id = :id and expires_at > :now returning user_id";
    private static final String END_OF_USER = """
            delete from session
            where (session_id = :id or access_token_id = :token)
              and user_id = (select user_id from users where email = :email)
            """;
    private static final String DELETE_EXPIRED = """
            delete from session where session_id in (
                select session_id from session where expires_at <= :now limit 100 for update skip locked)
            """;
    private static final String DELETE_TOO_MANY = """
            delete from session where session_id in (
                select session_id from session where user_id = :user
                order by expires_at desc, session_id offset :most for update skip locked)
            """;

    private final DatabaseClient database;
    private final SessionSettings settings;

    SessionStore(DatabaseClient database, SessionSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Emits whether it was opened: not when the user was changed since. */
    Mono<Boolean> open(RefreshToken token, User user, IssuedToken access, Instant now) {
        return database.sql(OPEN)
                .bind("id", token.session())
                .bind("hash", token.secretHash())
                .bind("expires", now.plus(settings.refreshLifetime()))
                .bind("ends", now.plus(settings.longest()))
                .bind("token", access.id())
                .bind("user", user.id())
                .bind("changed", user.changedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0)
                .checkpoint("open a session");
    }

    /** Puts the next token in the place of one that counts, and emits whose it is; empty when it does not count. */
    Mono<UUID> rotate(RefreshToken used, RefreshToken next, Instant now) {
        return database.sql(ROTATE)
                .bind("id", used.session())
                .bind("hash", used.secretHash())
                .bind("next", next.secretHash())
                .bind("expires", now.plus(settings.refreshLifetime()))
                .bind("now", now)
                .mapValue(UUID.class)
                .one()
                .checkpoint("rotate a refresh token");
    }

    Mono<Void> nameToken(RefreshToken current, IssuedToken access) {
        return database.sql(NAME_TOKEN)
                .bind("id", current.session())
                .bind("hash", current.secretHash())
                .bind("token", access.id())
                .then();
    }

    /** Ends a session that goes on, and emits whose it was; empty when there is none. */
    Mono<UUID> end(UUID session, Instant now) {
        return database.sql(END_LIVING)
                .bind("id", session)
                .bind("now", now)
                .mapValue(UUID.class)
                .one()
                .checkpoint("end a session");
    }

    /** Ends a user's session, found by its id or by its newest access token. */
    Mono<Void> end(UUID session, String accessTokenId, String email) {
        return database.sql(END_OF_USER)
                .bind("id", session)
                .bind("token", accessTokenId)
                .bind("email", email)
                .then()
                .checkpoint("log out");
    }

    /** Removes what has expired, and what a user has too much of. */
    Mono<Void> tidy(User user, Instant now) {
        return database.sql(DELETE_EXPIRED)
                .bind("now", now)
                .then()
                .then(Mono.defer(() -> database.sql(DELETE_TOO_MANY)
                        .bind("user", user.id())
                        .bind("most", settings.perUser())
                        .then()))
                .checkpoint("tidy the sessions");
    }
}
