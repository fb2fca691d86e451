package pms.command.patient;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules that a patient's details break: a message for each field, in the order of the fields. */
public final class InvalidDetails extends IllegalArgumentException {

    private final transient Map<String, String> faults;

    public InvalidDetails(Map<String, String> faults) {
        // The fields only: values are personal data and have no place in a message.
        super("Invalid: " + faults.keySet());
        this.faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
    }

    /** Field to message. */
    public Map<String, String> faults() {
        return faults;
    }
}
