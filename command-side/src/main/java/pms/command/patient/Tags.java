package pms.command.patient;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientRegistered;

/** The tags under which events are found: the only place that builds them. */
public final class Tags {

    private Tags() {}

    public static String patient(UUID id) {
        return "patient:" + id;
    }

    /** The same for all ways to write one address: NFC, lower case. */
    public static String email(String email) {
        return "email:" + Normalizer.normalize(email, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    public static String identifier(Identifier identifier) {
        return "identifier:" + identifier.system() + "|" + identifier.value();
    }

    /**
     * Tags the events of one request.
     *
     * @param digest of the actor and its Idempotency-Key
     */
    public static String request(String digest) {
        return "request:" + digest;
    }

    /** The tags of all that must be one patient's only. */
    public static Set<String> claims(Details details) {
        return claims(details.email(), details.identifiers());
    }

    /** The tags of all that the draft would make one patient's only. */
    public static Set<String> claims(Draft draft) {
        return claims(draft.email(), draft.identifiers());
    }

    private static Set<String> claims(@Nullable String email, List<Identifier> identifiers) {
        Set<String> tags = new LinkedHashSet<>();
        if (email != null) {
            tags.add(email(email));
        }
        identifiers.stream().map(Tags::identifier).forEach(tags::add);
        return tags;
    }

    /** The tags of an event by itself; an amendment needs those of the details before it as well. */
    public static Set<String> of(PatientEvent event) {
        Set<String> tags = new LinkedHashSet<>();
        tags.add(patient(event.patientId()));
        switch (event) {
            case PatientRegistered e -> tags.addAll(claims(e.details()));
            case PatientAmended e -> tags.addAll(claims(e.details()));
            case PatientDeactivated e -> {}
            case BillingAccountOpened e -> {}
        }
        return tags;
    }
}
