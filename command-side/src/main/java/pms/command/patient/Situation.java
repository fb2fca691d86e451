package pms.command.patient;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.PatientAmended;

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

    /** The tags of an event that is about to happen: an amendment is also seen by those who look for what it releases. */
    public Set<String> tagsOf(PatientEvent event) {
        Set<String> tags = new LinkedHashSet<>(Tags.of(event));
        if (event instanceof PatientAmended && patient != null) {
            tags.addAll(Tags.claims(patient.details()));
        }
        return tags;
    }
}
