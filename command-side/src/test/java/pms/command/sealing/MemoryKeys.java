package pms.command.sealing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Keys in memory, for tests of what is around them. */
public final class MemoryKeys implements PatientKeys {

    private final Map<UUID, DataKey> keys = new ConcurrentHashMap<>();

    @Override
    public Mono<Map<UUID, DataKey>> find(Collection<UUID> patientIds) {
        return Mono.fromSupplier(() -> {
            Map<UUID, DataKey> found = new HashMap<>(keys);
            found.keySet().retainAll(patientIds);
            return found;
        });
    }

    @Override
    public Mono<DataKey> obtain(UUID patientId) {
        return Mono.fromSupplier(() -> keys.computeIfAbsent(patientId, DataKey::random));
    }

    @Override
    public Mono<Long> destroy(Collection<UUID> patientIds) {
        return Mono.fromSupplier(
                () -> patientIds.stream().filter(id -> keys.remove(id) != null).count());
    }
}
