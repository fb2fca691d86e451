package pms.query.web;

import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a patient id that came with a request. */
public final class PatientId {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private PatientId() {}

    /**
     * Reads one id.
     *
     * @param parameter what the client calls it
     * @throws Refusal when it is not a UUID (RFC 9562) written in full
     */
    public static UUID parse(String parameter, String given) {
        if (!UUID_FORM.matcher(given).matches()) {
            throw Refusal.invalidParameter(parameter, "must be a UUID");
        }
        return UUID.fromString(given);
    }
}
