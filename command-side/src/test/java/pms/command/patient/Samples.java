package pms.command.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import pms.command.encounter.Beginning;
import pms.command.encounter.EncounterClass;
import pms.command.patient.PatientEvent.EncounterFinished;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.command.patient.PatientEvent.PatientAmended;
import pms.command.patient.PatientEvent.PatientDeactivated;
import pms.command.patient.PatientEvent.PatientErased;
import pms.command.patient.PatientEvent.PatientRegistered;

/** Patients that nobody is. */
public final class Samples {

    public static final UUID ANNA = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    public static final UUID BEN = UUID.fromString("00000000-0000-4000-8000-00000000000b");
    public static final LocalDate REGISTERED = LocalDate.of(2024, 5, 17);
    public static final Identifier HOSPITAL_7 = new Identifier("urn:hospital", "7");

    /** Of which it can be seen what they stand for. */
    public static final ClaimTags CLAIM_TAGS = new ClaimTags(text -> text.substring(text.indexOf(':') + 1));

    public static final UUID VISIT = UUID.fromString("00000000-0000-4000-8000-0000000000e1");
    public static final Instant CAME = Instant.parse("2024-06-01T08:30:00Z");
    public static final Beginning BEGINNING = new Beginning(EncounterClass.EMER, CAME, "Sprain of ankle");

    private Samples() {}

    public static EncounterStarted started(UUID patientId) {
        return new EncounterStarted(patientId, VISIT, BEGINNING);
    }

    public static EncounterFinished finished(UUID patientId, Instant end) {
        return new EncounterFinished(patientId, VISIT, BEGINNING.encounterClass(), CAME, end);
    }

    public static Draft draft(String email, Identifier... identifiers) {
        return new Draft(
                "Anna Example",
                "Anna",
                "Example",
                email,
                "+1 555 0100",
                "1 Sample Street",
                LocalDate.of(1984, 3, 9),
                Gender.FEMALE,
                "Vermont",
                List.of(identifiers));
    }

    public static Details details(String email, Identifier... identifiers) {
        return draft(email, identifiers).complete(REGISTERED);
    }

    public static PatientRegistered registered(UUID id, String email, Identifier... identifiers) {
        Details details = details(email, identifiers);
        return new PatientRegistered(id, 1, details, CLAIM_TAGS.of(details));
    }

    public static PatientAmended amended(UUID id, long version, String email, Identifier... identifiers) {
        Details details = details(email, identifiers);
        return new PatientAmended(id, version, details, CLAIM_TAGS.of(details));
    }

    public static PatientErased erased(UUID id, long version) {
        return new PatientErased(id, version);
    }

    public static PatientDeactivated deactivated(UUID id, long version) {
        return new PatientDeactivated(id, version);
    }
}
