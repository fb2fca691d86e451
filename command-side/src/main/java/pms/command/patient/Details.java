package pms.command.patient;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a patient. Commands check it by {@link Rules}; events carry what held at their time, so that a rule
 * that comes later makes no old event unreadable.
 *
 * @param email as the patient writes it; compared by {@link ClaimTags}
 * @param region a state, a county, a canton: nothing smaller
 * @param registeredDate the day on which the patient was registered, as the client says
 */
public record Details(
        String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable String phone,
        String address,
        LocalDate dateOfBirth,
        @Nullable Gender gender,
        @Nullable String region,
        List<Identifier> identifiers,
        LocalDate registeredDate) {

    public Details {
        identifiers = List.copyOf(identifiers);
    }

    /** Tells nothing: what is logged by mistake must not be personal. */
    @Override
    public String toString() {
        return "Details[sealed]";
    }
}
