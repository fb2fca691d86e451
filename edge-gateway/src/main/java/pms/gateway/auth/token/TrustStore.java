package pms.gateway.auth.token;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.access.TrustDocument;
import reactor.core.publisher.Mono;

/**
 * Which tokens count now. {@link TrustPolling} keeps what is known fresh; when the database is away it counts for
 * {@link TokenSettings#trustKept()}, and after that nobody gets in until the database answers. Thread-safe.
 */
@Component
public class TrustStore {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final SigningKeys keys;
    private final EndedTokens ended;
    private final Duration kept;
    private final Mono<KnownTrust> reading;
    private final AtomicReference<@Nullable KnownTrust> known = new AtomicReference<>();

    TrustStore(SigningKeys keys, EndedTokens ended, TokenSettings settings) {
        this.keys = keys;
        this.ended = ended;
        this.kept = settings.trustKept();
        this.reading = read().cache(
                        trust -> settings.keyRefreshPause(), failure -> PAUSE_AFTER_FAILURE, () -> PAUSE_AFTER_FAILURE);
    }

    /** As known, unless that is too old. */
    Mono<KnownTrust> current() {
        return Mono.fromSupplier(known::get)
                .filter(trust -> trust.ageNanos() < kept.toNanos())
                .switchIfEmpty(reading);
    }

    /** As it stands in the database, read at most once a {@link TokenSettings#keyRefreshPause()}. */
    Mono<KnownTrust> refreshed() {
        return reading.then(Mono.fromSupplier(known::get));
    }

    /** Reads the database now: after a change that should count here at once. */
    public Mono<Void> reread() {
        return read().then();
    }

    /** For those who check tokens by themselves, always from the database. */
    public Mono<TrustDocument> document() {
        return read().map(KnownTrust::document);
    }

    private Mono<KnownTrust> read() {
        return Mono.defer(() -> readFrom(System.nanoTime()))
                .doOnNext(this::remember)
                .checkpoint("read whom to trust");
    }

    private Mono<KnownTrust> readFrom(long start) {
        return keys.read().flatMap(ring -> readEnded(ring).map(document -> KnownTrust.of(ring, document, start)));
    }

    private Mono<TrustDocument> readEnded(KeyRing ring) {
        return ended.deleteExpired()
                .thenMany(ended.users())
                .collectList()
                .zipWhen(
                        users -> ended.tokens().collectList(),
                        (users, tokens) -> new TrustDocument(ring.published(), users, tokens));
    }

    /** A reading that began earlier does not undo one that began later. */
    private void remember(KnownTrust read) {
        known.accumulateAndGet(
                read, (before, now) -> before == null || now == null ? now : KnownTrust.later(before, now));
    }
}
