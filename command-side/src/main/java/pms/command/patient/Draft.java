package pms.command.patient;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says of a patient, before any rule was checked: everything may be missing. */
public record Draft(
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable LocalDate dateOfBirth,
        @Nullable Gender gender,
        @Nullable String region,
        List<Identifier> identifiers) {

    /** Tells nothing: what is logged by mistake must not be personal. */
    @Override
    public String toString() {
        return "Draft[sealed]";
    }

    /** What the details say, without the day of registration. */
    public static Draft of(Details details) {
        return new Draft(
                details.name(),
                details.givenName(),
                details.familyName(),
                details.email(),
                details.phone(),
                details.address(),
                details.dateOfBirth(),
                details.gender(),
                details.region(),
                details.identifiers());
    }

    /**
     * The details, when nothing required is missing.
     *
     * @throws InvalidDetails with each broken rule
     */
    public Details complete(LocalDate registeredDate) {
        if (name == null || address == null || dateOfBirth == null) {
            throw new InvalidDetails(Rules.faults(this));
        }
        return new Details(
                name,
                givenName,
                familyName,
                email,
                phone,
                address,
                dateOfBirth,
                gender,
                region,
                identifiers,
                registeredDate);
    }
}
