package pms.query.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.query.patient.Patient;

/** Folds a history. */
final class PastPatient {

    private PastPatient() {}

    /** The patient after the last of the events; null when the patient was not registered yet. */
    static @Nullable Patient last(List<History.Entry> entries) {
        @Nullable Patient patient = null;
        for (History.Entry entry : entries) {
            patient = entry.change().after(patient);
        }
        return patient;
    }
}
