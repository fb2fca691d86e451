package pms.query.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps keys for a minute at most. Who is told to be erased is remembered for longer than any answer can be under way,
 * so that no such answer brings a key back.
 */
final class CachedKeys implements PersonKeys {

    /** What the key service allows. */
    static final Duration KEPT = Duration.ofSeconds(60);

    static final Duration ERASED_KEPT = KEPT.plusSeconds(15);

    private static final int MOST_ERASED = 200_000;
    private static final Duration EMIT_PATIENCE = Duration.ofSeconds(1);

    private final Function<List<UUID>, Mono<Map<UUID, PersonKey>>> source;
    private final Cache<UUID, PersonKey> keys;
    private final Cache<UUID, Boolean> erased;
    private final AtomicLong watch = new AtomicLong();
    private final Sinks.Many<UUID> told = Sinks.many().multicast().directBestEffort();

    /** @param source of the keys of {@value KeyClient#MOST_IDS} patients at most */
    CachedKeys(Function<List<UUID>, Mono<Map<UUID, PersonKey>>> source, int size, Ticker ticker) {
        this.source = source;
        this.keys = cache(KEPT, size, ticker);
        this.erased = cache(ERASED_KEPT, MOST_ERASED, ticker);
    }

    private static <T> Cache<UUID, T> cache(Duration kept, int size, Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterWrite(kept)
                .maximumSize(size)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Mono<Map<UUID, PersonKey>> find(Collection<UUID> patientIds) {
        return Mono.defer(() -> {
            Map<UUID, PersonKey> found = new HashMap<>();
            Set<UUID> missing = new LinkedHashSet<>();
            for (UUID patientId : patientIds) {
                PersonKey key = keys.getIfPresent(patientId);
                if (key != null) {
                    found.put(patientId, key);
                } else if (!isErased(patientId)) {
                    missing.add(patientId);
                }
            }
            return missing.isEmpty() ? Mono.just(found) : ask(missing, found);
        });
    }

    private Mono<Map<UUID, PersonKey>> ask(Collection<UUID> missing, Map<UUID, PersonKey> found) {
        return Flux.fromIterable(missing)
                .buffer(KeyClient.MOST_IDS)
                .concatMap(this::request)
                .doOnNext(found::putAll)
                .then(Mono.fromSupplier(() -> found))
                .publishOn(Schedulers.parallel()); // the answer came on a thread that other calls wait for
    }

    private Mono<Map<UUID, PersonKey>> request(List<UUID> patientIds) {
        return Mono.defer(() -> {
            long askedIn = watch.get();
            return source.apply(patientIds).map(answer -> kept(answer, askedIn));
        });
    }

    /** Looks again after it has put: who is told in between finds nothing to forget yet. */
    private Map<UUID, PersonKey> kept(Map<UUID, PersonKey> answer, long askedIn) {
        Map<UUID, PersonKey> valid = new HashMap<>(answer);
        valid.keySet().removeIf(this::isErased);
        if (watch.get() == askedIn) {
            keys.putAll(valid);
            keys.invalidateAll(valid.keySet().stream().filter(this::isErased).toList());
        }
        if (watch.get() != askedIn) {
            keys.invalidateAll(valid.keySet());
        }
        return valid;
    }

    @Override
    public boolean isErased(UUID patientId) {
        return erased.getIfPresent(patientId) != null;
    }

    @Override
    public void erased(UUID patientId) {
        erased.put(patientId, true);
        keys.invalidate(patientId);
        told.emitNext(patientId, Sinks.EmitFailureHandler.busyLooping(EMIT_PATIENCE));
    }

    @Override
    public Flux<UUID> erasures() {
        return told.asFlux();
    }

    /** A watch has begun: what was erased before was told to nobody here, so no earlier answer counts any more. */
    void forgetAll() {
        watch.incrementAndGet();
        keys.invalidateAll();
    }

    @Override
    public String toString() {
        return "CachedKeys";
    }
}
