package pms.gateway.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.access.AccessToken;
import pms.audit.Asker;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Action;
import pms.gateway.audit.Askers;
import pms.gateway.auth.account.User;
import pms.gateway.auth.account.Users;
import pms.gateway.auth.token.IssuedToken;
import pms.gateway.auth.token.TokenEnd;
import pms.gateway.auth.token.TokenIssuer;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/**
 * Logins that go on. A refresh token counts once: one that is shown again was stolen, or its thief was faster, and since
 * nobody can tell which, the session ends, and with it every access token of the user. Of two uses at once exactly one
 * wins, and the other one is such a second use: clients have to refresh one at a time, and to log in again when the answer
 * to a refresh was lost.
 */
@Component
public class Sessions {

    private static final UUID NONE = new UUID(0, 0);

    private final SessionStore store;
    private final Users users;
    private final TokenIssuer tokens;
    private final TokenEnd tokenEnd;
    private final Accesses accesses;
    private final Clock clock;

    Sessions(SessionStore store, Users users, TokenIssuer tokens, TokenEnd tokenEnd, Accesses accesses, Clock clock) {
        this.store = store;
        this.users = users;
        this.tokens = tokens;
        this.tokenEnd = tokenEnd;
        this.accesses = accesses;
        this.clock = clock;
    }

    /**
     * A new session of a user whose password was checked; empty when the user was changed meanwhile.
     *
     * @param now from before the user was read
     */
    public Mono<Session> open(User user, Instant now) {
        RefreshToken refresh = RefreshToken.next(UUID.randomUUID());
        return issue(user, now)
                .filterWhen(access -> store.open(refresh, user, access, now))
                .delayUntil(access -> store.tidy(user, now))
                .map(access -> new Session(access, refresh.text()))
                .checkpoint("open a session");
    }

    /**
     * Errors: {@link Rejection} {@code invalid-refresh-token}.
     *
     * @param asker from where it is asked; goes on record when the token was used before
     */
    Mono<Session> refresh(String text, Asker asker) {
        return Mono.justOrEmpty(RefreshToken.parse(text))
                .flatMap(used -> refresh(used, asker, clock.instant()))
                .switchIfEmpty(Mono.error(Sessions::refused))
                .checkpoint("refresh a session");
    }

    private Mono<Session> refresh(RefreshToken used, Asker asker, Instant now) {
        RefreshToken next = RefreshToken.next(used.session());
        return store.rotate(used, next, now)
                .switchIfEmpty(Mono.defer(() -> endStolen(used, asker, now)))
                .flatMap(users::find)
                .filter(user -> !user.disabled())
                .flatMap(user -> issue(user, now))
                .delayUntil(access -> store.nameToken(next, access))
                .map(access -> new Session(access, next.text()));
    }

    /** Always empty: whoever shows a token again gets nothing. */
    private Mono<UUID> endStolen(RefreshToken used, Asker asker, Instant now) {
        return store.end(used.session(), now)
                .delayUntil(user -> users.endTokens(user, now).then(tokenEnd.spread()))
                .flatMap(users::find)
                .map(user -> Askers.named(asker, user.email().value(), user.role()))
                .flatMap(owner -> accesses.refused(owner, Action.TOKEN_REFRESHED, "reused"))
                .then(Mono.empty());
    }

    /** Ends the caller's token, and the session that it is the newest token of, or whose refresh token is shown. */
    Mono<Void> end(AccessToken caller, @Nullable String refreshToken) {
        UUID session = refreshToken == null
                ? NONE
                : RefreshToken.parse(refreshToken).map(RefreshToken::session).orElse(NONE);
        return store.end(session, caller.tokenId(), caller.subject())
                .then(Mono.defer(() -> tokenEnd.end(caller)))
                .checkpoint("log out");
    }

    private Mono<IssuedToken> issue(User user, Instant now) {
        return tokens.issue(user.email().value(), user.role(), now, user.tokensEndedAt());
    }

    private static Rejection refused() {
        return Rejection.of(ProblemCode.INVALID_REFRESH_TOKEN, "The refresh token does not count. Log in again.");
    }
}
