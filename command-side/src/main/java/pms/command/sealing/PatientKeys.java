package pms.command.sealing;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** One data key a patient, from registration to erasure. Each Mono is cold. */
public interface PatientKeys {

    /**
     * The keys of those patients that have one. May come from memory, where a key stays for a minute at most and never
     * beyond the moment at which this instance has destroyed it. One that is stored but does not unwrap is among them,
     * and fails with {@link BrokenSeal} when it is used: without it its patient would pass for erased.
     */
    Mono<Map<UUID, DataKey>> find(Collection<UUID> patientIds);

    /**
     * The key of a patient who is about to be registered; made if there is none. It is on disk when this answers.
     */
    Mono<DataKey> obtain(UUID patientId);

    /** Destroys keys, and answers how many there were when that is on disk. Ids without a key do no harm. */
    Mono<Long> destroy(Collection<UUID> patientIds);
}
