package pms.query.keys;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The keys of patients, and which of them are gone. Thread-safe. */
public interface PersonKeys {

    /**
     * The keys of these patients. One that is left out is gone: the patient is erased. One that is damaged is there, but
     * opens nothing. Cold, answers once; at most one request for each 1,000 keys that are not at hand.
     *
     * <p>Fails with {@link KeysUnavailable} when the key service does not answer: another try may help.
     */
    Mono<Map<UUID, PersonKey>> find(Collection<UUID> patientIds);

    /** As {@link #find}, without those that can't be read: what they seal is shown as that of an erased patient is. */
    default Mono<Map<UUID, PersonKey>> findReadable(Collection<UUID> patientIds) {
        return find(patientIds)
                .map(found -> found.entrySet().stream()
                        .filter(key -> key.getValue().isReadable())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** As {@link #find}, but fails with {@link KeysUnavailable} when one can't be read: it may be repaired. */
    default Mono<Map<UUID, PersonKey>> findAllReadable(Collection<UUID> patientIds) {
        return find(patientIds).doOnNext(found -> {
            if (!found.values().stream().allMatch(PersonKey::isReadable)) {
                throw new KeysUnavailable("a key can't be read");
            }
        });
    }

    /** True for longer than a minute after the erasure was told here; false says nothing. */
    boolean isErased(UUID patientId);

    /** The patient is erased: its key is forgotten, and whoever follows {@link #erasures} learns of it. */
    void erased(UUID patientId);

    /** Each erasure that is told from now on, as it is told; more than once at times. Hot, never ends. */
    Flux<UUID> erasures();
}
