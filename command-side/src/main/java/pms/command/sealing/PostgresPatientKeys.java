package pms.command.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.command.sealing.KeyTable.Wrapped;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keys in the table, wrapped; a bounded number of them unwrapped in memory for a minute at most. New keys are stored in
 * groups: what is wanted while one statement runs goes into the next.
 */
final class PostgresPatientKeys implements PatientKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresPatientKeys.class);

    static final Duration KEPT = Duration.ofSeconds(60);

    private static final int MOST_KEPT = 20_000;
    private static final int MOST_AT_ONCE = 500;

    private final KeyTable table;
    private final Kek kek;
    private volatile KeyEncryptionKey wrapping;
    private final Cache<UUID, DataKey> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
    /** Destroyed a moment ago: an answer that was under way then must not bring the key back. */
    private final Cache<UUID, Boolean> destroyed =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    private final Gathered<UUID, DataKey> additions = new Gathered<>(this::add, MOST_AT_ONCE);

    PostgresPatientKeys(KeyTable table, Kek kek) {
        this.table = table;
        this.kek = kek;
        this.wrapping = kek.active();
    }

    @Override
    public Mono<Map<UUID, DataKey>> find(Collection<UUID> patientIds) {
        return Mono.defer(() -> {
            Map<UUID, DataKey> found = new HashMap<>(known.getAllPresent(patientIds));
            List<UUID> missing = patientIds.stream()
                    .filter(id -> !found.containsKey(id))
                    .distinct()
                    .toList();
            return missing.isEmpty()
                    ? Mono.just(found)
                    : load(missing).doOnNext(found::putAll).thenReturn(found);
        });
    }

    @Override
    public Mono<DataKey> obtain(UUID patientId) {
        return Mono.defer(() -> Mono.justOrEmpty(known.getIfPresent(patientId)))
                .switchIfEmpty(additions.ask(patientId))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("a new key could not be kept")));
    }

    @Override
    public Mono<Long> destroy(Collection<UUID> patientIds) {
        return table.destroy(patientIds).doOnSuccess(done -> forget(patientIds));
    }

    private void forget(Collection<UUID> patientIds) {
        patientIds.forEach(id -> destroyed.put(id, true));
        known.invalidateAll(patientIds);
    }

    private Mono<Map<UUID, DataKey>> load(Collection<UUID> patientIds) {
        return unwrapped(table.find(patientIds));
    }

    /** Which key-encryption key wraps new keys, the table says: it is asked when what was used last does not do. */
    private Mono<Map<UUID, DataKey>> add(Collection<UUID> patientIds) {
        return addUnder(wrapping, patientIds)
                .filter(added -> !added.isEmpty())
                .switchIfEmpty(Mono.defer(() -> wrappingNow().flatMap(now -> addUnder(now, patientIds))));
    }

    private Mono<KeyEncryptionKey> wrappingNow() {
        return table.wrappingKekId()
                .flatMap(id -> kek.covering(Set.of(id)).map(keks -> keks.byId(id)))
                .doOnNext(now -> wrapping = now);
    }

    private Mono<Map<UUID, DataKey>> addUnder(KeyEncryptionKey key, Collection<UUID> patientIds) {
        return Mono.defer(() -> unwrapped(table.add(patientIds.stream()
                .map(id -> Wrapped.of(DataKey.random(id), key))
                .toList())));
    }

    private Mono<Map<UUID, DataKey>> unwrapped(Flux<Wrapped> wrapped) {
        return wrapped.collectList()
                .flatMap(keys -> kek.covering(keys.stream().map(Wrapped::kekId).collect(Collectors.toSet()))
                        .map(keks -> keys.stream()
                                .map(key -> unwrap(key, keks.byId(key.kekId())))
                                .collect(Collectors.toMap(DataKey::patientId, Function.identity()))))
                .map(this::remember);
    }

    /** One row that was damaged must not keep everybody else's keys back. */
    private static DataKey unwrap(Wrapped wrapped, KeyEncryptionKey kek) {
        try {
            return wrapped.unwrap(kek);
        } catch (BrokenSeal broken) {
            LOG.error("The stored key of patient {} does not unwrap", wrapped.patientId());
            return new UnreadableKey(wrapped.patientId());
        }
    }

    /** Not those that can't be read: they may be repaired any moment. */
    private Map<UUID, DataKey> remember(Map<UUID, DataKey> keys) {
        Map<UUID, DataKey> alive = new HashMap<>(keys);
        alive.keySet().removeIf(id -> destroyed.getIfPresent(id) != null);
        alive.values().stream().filter(DataKey::isReadable).forEach(key -> known.put(key.patientId(), key));
        alive.keySet().stream()
                .filter(id -> destroyed.getIfPresent(id) != null) // in between
                .forEach(known::invalidate);
        return alive;
    }
}
