package pms.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which tokens are good, as the gateway said last. Asked for when somebody needs it and the last answer is 15 s old, by
 * one request at a time. While the gateway does not answer, the last answer counts until it is 45 s old; after that
 * nobody gets in, because a user who was disabled must be out within 60 s, and the gateway may be 10 s behind as well.
 * Thread-safe.
 */
public final class TrustSource {

    static final Duration FRESH = Duration.ofSeconds(15);
    static final Duration USABLE = Duration.ofSeconds(45);

    /** The shortest from one attempt that was of no use to the next. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** The shortest from one key that nobody knows to the next that is asked for: anybody can make such up. */
    static final Duration PAUSE_OF_UNKNOWN_KEYS = Duration.ofSeconds(3);

    private final Mono<TrustDocument> source;
    private final Clock clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final AtomicReference<@Nullable Mono<Known>> asking = new AtomicReference<>();
    private final AtomicReference<Instant> failedAt = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> unknownKeyAt = new AtomicReference<>(Instant.EPOCH);

    /**
     * A source that has asked nothing yet.
     *
     * @param source asks the gateway once for each subscription, within a bounded time
     */
    public TrustSource(Mono<TrustDocument> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * An answer.
     *
     * @param since when the gateway was asked
     */
    private record Known(Trust trust, Instant since) {}

    /** What counts now. Fails with {@link TrustUnavailable}. */
    public Mono<Trust> current() {
        return Mono.defer(() -> {
            Known last = known.get();
            return last != null && isYounger(last.since(), FRESH) ? Mono.just(last.trust()) : renewed();
        });
    }

    /** What counts now, of which a key is asked that {@code former} does not know. Fails with {@link TrustUnavailable}. */
    public Mono<Trust> newerThan(Trust former) {
        return Mono.defer(() -> {
            Known last = known.get();
            if (last != null && last.trust() != former) {
                return Mono.just(last.trust());
            }
            Instant before = unknownKeyAt.get();
            boolean mayAsk =
                    !isYounger(before, PAUSE_OF_UNKNOWN_KEYS) && unknownKeyAt.compareAndSet(before, clock.instant());
            return mayAsk ? renewed() : usable();
        });
    }

    private Mono<Trust> renewed() {
        return isYounger(failedAt.get(), PAUSE)
                ? usable()
                : asked().map(Known::trust).onErrorResume(failure -> usable());
    }

    private Mono<Trust> usable() {
        Known last = known.get();
        return last != null && isYounger(last.since(), USABLE)
                ? Mono.just(last.trust())
                : Mono.error(TrustUnavailable::new);
    }

    /** Whoever comes while a request is under way shares its answer; that one who leaves does not end it. */
    private Mono<Known> asked() {
        Mono<Known> mine =
                Mono.defer(this::request).doFinally(signal -> asking.set(null)).cache();
        Mono<Known> others = asking.compareAndExchange(null, mine);
        return others == null ? mine : others;
    }

    private Mono<Known> request() {
        Instant since = clock.instant();
        return source.map(document -> new Known(Trust.of(document), since))
                .doOnNext(known::set)
                .switchIfEmpty(Mono.error(TrustUnavailable::new))
                .doOnError(failure -> failedAt.set(clock.instant()));
    }

    private boolean isYounger(Instant since, Duration age) {
        Duration real = Duration.between(since, clock.instant());
        return !real.isNegative() && real.compareTo(age) < 0;
    }
}
