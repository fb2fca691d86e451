package pms.query.keys;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The keys of patients, and which of them are gone. Thread-safe. */
public interface PersonKeys {

    /**
     * The keys of these patients. One that is left out is gone: the patient is erased. Cold, answers once; at most one
     * request for each 1,000 keys that are not at hand.
     *
     * <p>Fails with {@link KeysUnavailable} when the key service does not answer: another try may help.
     */
    Mono<Map<UUID, PersonKey>> find(Collection<UUID> patientIds);

    /** True for longer than a minute after the erasure was told here; false says nothing. */
    boolean isErased(UUID patientId);

    /** The patient is erased: its key is forgotten, and whoever follows {@link #erasures} learns of it. */
    void erased(UUID patientId);

    /** Each erasure that is told from now on, as it is told; more than once at times. Hot, never ends. */
    Flux<UUID> erasures();
}
