package pms.command.patient;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import pms.command.patient.PatientEvent.DetailsStated;
import pms.command.patient.PatientEvent.EncounterEvent;

/** The tags under which events are found; those of e-mails and identifiers are made by {@link ClaimTags}. */
public final class Tags {

    private Tags() {}

    public static String patient(UUID id) {
        return "patient:" + id;
    }

    public static String encounter(UUID id) {
        return "encounter:" + id;
    }

    /**
     * Tags the events of one request.
     *
     * @param digest of the actor and its Idempotency-Key
     */
    public static String request(String digest) {
        return "request:" + digest;
    }

    /** The tags of an event by itself; one that releases claims needs those of the details before it as well. */
    public static Set<String> of(PatientEvent event) {
        Set<String> tags = new LinkedHashSet<>();
        tags.add(patient(event.patientId()));
        if (event instanceof DetailsStated stated) {
            tags.addAll(stated.claims());
        }
        if (event instanceof EncounterEvent encounter) {
            tags.add(encounter(encounter.encounterId()));
        }
        return tags;
    }
}
