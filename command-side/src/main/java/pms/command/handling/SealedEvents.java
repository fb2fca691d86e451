package pms.command.handling;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.AppendConflict;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.DetailsStated;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.command.patient.PatientEvent.PatientRegistered;
import pms.command.sealing.DataKey;
import pms.command.sealing.PatientKeys;
import pms.command.sealing.Purpose;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Seals what is personal in events on their way to the store, and opens it on the way back. What an event claims is kept
 * beside it, so that it can be compared without opening anything.
 */
final class SealedEvents {

    private static final String CLAIMS = "claims";
    private static final String SPACE = " ";
    private static final int KEYS_AT_ONCE = 16;

    private final PatientKeys keys;
    private final UnaryOperator<String> pseudonym;

    /** @param pseudonym gives the same for the same text, and can't be undone or guessed without a key */
    SealedEvents(PatientKeys keys, UnaryOperator<String> pseudonym) {
        this.keys = keys;
        this.pseudonym = pseudonym;
    }

    /** The fingerprint of a request tells what is in it to whoever guesses well, so it is kept under a pseudonym. */
    Caller sealed(Caller caller) {
        RequestKey key = caller.requestKey();
        return key == null
                ? caller
                : caller.with(new RequestKey(key.digest(), pseudonym.apply("fingerprint:" + key.fingerprint())));
    }

    /**
     * The keys of all patients of whom something is to be sealed; made for those who are being registered. Fails with
     * {@link AppendConflict} when one is gone: the patient was erased after the decision had begun.
     */
    Mono<Map<UUID, DataKey>> keysToSeal(List<PatientEvent> events) {
        Set<UUID> registered = ids(events, PatientRegistered.class::isInstance);
        Set<UUID> known = ids(events, event -> hasPersonal(event) && !registered.contains(event.patientId()));
        return Flux.fromIterable(registered)
                .flatMap(keys::obtain, KEYS_AT_ONCE)
                .collectMap(DataKey::patientId)
                .flatMap(made -> known.isEmpty() ? Mono.just(made) : withFound(known, made));
    }

    /** The events, in order; those of erased patients without what is personal. */
    Mono<List<PatientEvent>> open(List<StoredEvent> stored) {
        Set<UUID> ids = stored.stream()
                .filter(event -> PatientCodec.SEALED.contains(event.type()))
                .map(event -> UUID.fromString(event.subject()))
                .collect(Collectors.toSet());
        Mono<Map<UUID, DataKey>> found = ids.isEmpty() ? Mono.just(Map.of()) : keys.find(ids);
        return found.map(byId -> stored.stream().map(event -> open(event, byId)).toList());
    }

    static byte[] seal(UUID eventId, PatientEvent event, Map<UUID, DataKey> keys) {
        DataKey key = keys.get(event.patientId());
        return hasPersonal(event) && key != null
                ? PatientCodec.encode(
                        event, personal -> key.seal(purpose(PatientCodec.typeOf(event)), eventId, personal))
                : PatientCodec.encode(event);
    }

    static void putClaims(Map<String, String> metadata, PatientEvent event) {
        if (event instanceof DetailsStated stated && !stated.claims().isEmpty()) {
            metadata.put(CLAIMS, String.join(SPACE, stated.claims()));
        }
    }

    private Mono<Map<UUID, DataKey>> withFound(Set<UUID> known, Map<UUID, DataKey> made) {
        return keys.find(known).map(found -> {
            if (!found.keySet().containsAll(known)) {
                throw new AppendConflict(AppendCondition.none());
            }
            Map<UUID, DataKey> all = new HashMap<>(made);
            all.putAll(found);
            return all;
        });
    }

    private static PatientEvent open(StoredEvent stored, Map<UUID, DataKey> keys) {
        DataKey key = PatientCodec.SEALED.contains(stored.type()) ? keys.get(UUID.fromString(stored.subject())) : null;
        return PatientCodec.decode(
                stored.type(),
                stored.payload(),
                claims(stored.metadata()),
                key == null ? null : bytes -> key.open(purpose(stored.type()), stored.id(), bytes));
    }

    private static Set<String> claims(Map<String, String> metadata) {
        String claims = metadata.get(CLAIMS);
        return claims == null ? Set.of() : new LinkedHashSet<>(List.of(claims.split(SPACE)));
    }

    private static boolean hasPersonal(PatientEvent event) {
        return event instanceof DetailsStated
                || (event instanceof EncounterStarted started
                        && started.beginning().type() != null);
    }

    private static Purpose purpose(String type) {
        return type.equals(PatientCodec.ENCOUNTER_STARTED) ? Purpose.ENCOUNTER_REASON : Purpose.PERSON;
    }

    private static Set<UUID> ids(List<PatientEvent> events, Predicate<PatientEvent> some) {
        return events.stream().filter(some).map(PatientEvent::patientId).collect(Collectors.toSet());
    }
}
