package pms.command.patient;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.encounter.Encounter;
import pms.command.patient.PatientEvent.EncounterEvent;
import pms.command.patient.PatientEvent.EncounterFinished;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientErased;

/**
 * All that a decision about one patient may depend on: the patient, who holds what it wants, and encounters.
 *
 * @param patient {@code null} while not registered
 * @param encounters by id, those that the boundary names or that were started within the situation
 */
public record Situation(UUID patientId, @Nullable Patient patient, Claims claims, Map<UUID, Encounter> encounters) {

    public Situation {
        encounters = Map.copyOf(encounters);
    }

    /** Before any event. */
    public static Situation of(Boundary boundary) {
        return new Situation(boundary.patientId(), null, Claims.of(boundary.claims()), Map.of());
    }

    /** Never throws. */
    public Situation evolve(PatientEvent event) {
        if (event instanceof EncounterEvent encounter) {
            return new Situation(patientId, patient, claims, after(encounter));
        }
        Patient next = event.patientId().equals(patientId) ? Patient.evolve(patient, event) : patient;
        return new Situation(patientId, next, claims.evolve(event), encounters);
    }

    /**
     * The patient, which must be registered.
     *
     * @throws Rejection.PatientNotFound when it is not
     */
    public Patient requirePatient() {
        if (patient == null) {
            throw new Rejection.PatientNotFound();
        }
        return patient;
    }

    /**
     * The patient, which must be registered and not erased.
     *
     * @throws Rejection.PatientNotFound when it is not registered
     * @throws Rejection.PatientIsErased when it is erased
     */
    public Patient requireRemembered() {
        Patient registered = requirePatient();
        if (registered.isErased()) {
            throw new Rejection.PatientIsErased();
        }
        return registered;
    }

    /**
     * The patient, which must be registered and neither erased nor deactivated.
     *
     * @throws Rejection.PatientNotFound when it is not registered
     * @throws Rejection.PatientIsErased when it is erased
     * @throws Rejection.PatientIsDeactivated when it is deactivated
     */
    public Patient requireActive() {
        Patient remembered = requireRemembered();
        if (remembered.isDeactivated()) {
            throw new Rejection.PatientIsDeactivated();
        }
        return remembered;
    }

    /**
     * The encounter, which must be one of this patient.
     *
     * @throws Rejection.EncounterNotFound when there is none such
     */
    public Encounter requireEncounter(UUID encounterId) {
        Encounter encounter = encounters.get(encounterId);
        if (encounter == null || !encounter.patientId().equals(patientId)) {
            throw new Rejection.EncounterNotFound();
        }
        return encounter;
    }

    /** The tags of an event that is about to happen: one that releases claims is seen by those who look for them. */
    public Set<String> tagsOf(PatientEvent event) {
        Set<String> tags = new LinkedHashSet<>(Tags.of(event));
        if (patient != null && (event instanceof PatientAmended || event instanceof PatientErased)) {
            tags.addAll(patient.claims());
        }
        return tags;
    }

    private Map<UUID, Encounter> after(EncounterEvent event) {
        Map<UUID, Encounter> next = new HashMap<>(encounters);
        switch (event) {
            case EncounterStarted e ->
                next.put(e.encounterId(), Encounter.started(e.encounterId(), e.patientId(), e.beginning()));
            case EncounterFinished e ->
                next.computeIfPresent(e.encounterId(), (id, encounter) -> encounter.finished(e.end()));
        }
        return next;
    }
}
