package pms.command.patient;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientErased;

/**
 * All that a decision about one patient may depend on: the patient, and who holds what it wants.
 *
 * @param patient {@code null} while not registered
 */
public record Situation(UUID patientId, @Nullable Patient patient, Claims claims) {

    /** Before any event. */
    public static Situation of(Boundary boundary) {
        return new Situation(boundary.patientId(), null, Claims.of(boundary.claims()));
    }

    /** Never throws. */
    public Situation evolve(PatientEvent event) {
        Patient next = event.patientId().equals(patientId) ? Patient.evolve(patient, event) : patient;
        return new Situation(patientId, next, claims.evolve(event));
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

    /** The tags of an event that is about to happen: one that releases claims is seen by those who look for them. */
    public Set<String> tagsOf(PatientEvent event) {
        Set<String> tags = new LinkedHashSet<>(Tags.of(event));
        if (patient != null && (event instanceof PatientAmended || event instanceof PatientErased)) {
            tags.addAll(patient.claims());
        }
        return tags;
    }
}
