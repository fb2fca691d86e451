package pms.command.handling;

import java.util.Set;
import java.util.UUID;
import pms.command.patient.Details;
import pms.command.patient.Draft;
import pms.command.patient.Identifier;
import pms.command.patient.Patient;
import pms.command.patient.Samples;
import pms.command.patient.VersionCondition;
import pms.command.patient.amend.AmendPatient;
import pms.command.patient.deactivate.DeactivatePatient;
import pms.command.patient.register.RegisterPatient;

/** A patient of its own for a test, and commands on it. */
record Someone(UUID id, String email) {

    static Someone fresh() {
        UUID id = UUID.randomUUID();
        return new Someone(id, "p-" + id + "@example.org");
    }

    RegisterPatient register() {
        return new RegisterPatient(id, Samples.details(email));
    }

    AmendPatient amend(String name) {
        return amend(name, VersionCondition.any());
    }

    AmendPatient amend(String name, long onlyVersion) {
        return amend(name, VersionCondition.oneOf(Set.of(onlyVersion)));
    }

    AmendPatient amendEmail(String other) {
        return new AmendPatient(id, draft("Anna", other), VersionCondition.any());
    }

    AmendPatient amend(String name, Identifier... identifiers) {
        return new AmendPatient(id, draft(name, email, identifiers), VersionCondition.any());
    }

    DeactivatePatient deactivate() {
        return new DeactivatePatient(id, VersionCondition.any());
    }

    /** What is answered when the patient bears the name. */
    Handled handled(String name, long version, long position) {
        Details details = draft(name, email).complete(Samples.REGISTERED);
        return new Handled(
                new Patient(id, details, Samples.CLAIM_TAGS.of(details), Patient.Status.ACTIVE, version),
                null,
                position);
    }

    /** The same when all was so already. */
    static Handled unchanged(Handled handled) {
        return new Handled(handled.patient(), handled.encounter(), handled.position(), Handled.Effect.UNCHANGED);
    }

    private AmendPatient amend(String name, VersionCondition condition) {
        return new AmendPatient(id, draft(name, email), condition);
    }

    private static Draft draft(String name, String email, Identifier... identifiers) {
        Draft sample = Samples.draft(email, identifiers);
        return new Draft(
                name,
                sample.givenName(),
                sample.familyName(),
                sample.email(),
                sample.phone(),
                sample.address(),
                sample.dateOfBirth(),
                sample.gender(),
                sample.region(),
                sample.identifiers());
    }
}
