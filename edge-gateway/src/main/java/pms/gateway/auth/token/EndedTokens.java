package pms.gateway.auth.token;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.access.TrustDocument.EndedUser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which tokens were ended before they expired, as long as they would have lived. */
@Component
class EndedTokens {

    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final String USERS = "select email, tokens_ended_at from users where tokens_ended_at > :since";
    private static final String TOKENS = "select token_id from ended_token where expires_at > :now";

    private final DatabaseClient database;
    private final TokenSettings settings;
    private final Clock clock;

    EndedTokens(DatabaseClient database, TokenSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Users whose earlier tokens ended and may still live. */
    Flux<EndedUser> users() {
        return Flux.defer(() -> database.sql(USERS)
                .bind("since", clock.instant().minus(settings.lifetime()).minus(SKEW))
                .map(EndedTokens::toEndedUser)
                .all());
    }

    /** Ids of the single tokens. */
    Flux<String> tokens() {
        return Flux.defer(() -> database.sql(TOKENS)
                .bind("now", clock.instant())
                .mapValue(String.class)
                .all());
    }

    Mono<Void> deleteExpired() {
        return Mono.defer(() -> database.sql("delete from ended_token where expires_at <= :now")
                .bind("now", clock.instant().minus(SKEW))
                .then());
    }

    private static EndedUser toEndedUser(Readable row) {
        return new EndedUser(
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("tokens_ended_at", Instant.class)));
    }
}
