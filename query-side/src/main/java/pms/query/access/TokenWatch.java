package pms.query.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks after answers that stay open for longer than a token is good for. */
public final class TokenWatch {

    static final Duration EACH = Duration.ofSeconds(15);

    private final TokenCheck check;
    private final Clock clock;

    TokenWatch(TokenCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    /**
     * Completes when the caller's token expires, and at most 15 s after it is known here to be ended, or nobody can tell
     * any more whether it is.
     */
    public Mono<Void> end(ServerWebExchange exchange) {
        AccessToken token = Objects.requireNonNull(Callers.of(exchange), "nobody unnamed comes here");
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Mono<Void> expired = Mono.defer(() ->
                Mono.delay(Duration.between(clock.instant(), token.expiresAt())).then());
        Mono<Void> refused = Flux.interval(EACH)
                .onBackpressureDrop()
                .concatMap(tick -> check.callerOf(headers))
                .then()
                .onErrorComplete();
        return Mono.firstWithSignal(expired, refused);
    }
}
