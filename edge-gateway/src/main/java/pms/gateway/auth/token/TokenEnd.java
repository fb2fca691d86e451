package pms.gateway.auth.token;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.access.AccessToken;
import reactor.core.publisher.Mono;

/** Ends tokens before they expire. */
@Component
public class TokenEnd {

    private static final String END =
            "insert into ended_token (token_id, expires_at) values (:id, :expires) on conflict (token_id) do nothing";

    private final DatabaseClient database;
    private final TrustStore trust;

    TokenEnd(DatabaseClient database, TrustStore trust) {
        this.database = database;
        this.trust = trust;
    }

    /** Ends one token, at this instance at once. */
    public Mono<Void> end(AccessToken token) {
        return database.sql(END)
                .bind("id", token.tokenId())
                .bind("expires", token.expiresAt())
                .then()
                .then(spread())
                .checkpoint("end a token");
    }

    /** Lets what was ended in the database count at this instance; should that fail, it does soon by itself. */
    public Mono<Void> spread() {
        return Mono.defer(() -> trust.reread().onErrorComplete());
    }
}
