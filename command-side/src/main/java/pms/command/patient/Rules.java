package pms.command.patient;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for a patient's details: one message for each broken one, in words that a user can act on. */
public final class Rules {

    public static final int MAX_NAME_LENGTH = 100;
    public static final int MAX_EMAIL_LENGTH = 254;
    public static final int MAX_PHONE_LENGTH = 50;
    public static final int MAX_ADDRESS_LENGTH = 500;
    public static final int MAX_REGION_LENGTH = 100;
    public static final int MAX_IDENTIFIER_LENGTH = 255;
    public static final int MAX_IDENTIFIERS = 30;
    public static final int EARLIEST_YEAR = 1800;
    public static final int LATEST_YEAR = 2200;

    /** RFC 5321's shape without quoted local parts and address literals; letters beyond ASCII as in RFC 6531. */
    private static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]{1,64}){0,31}"
            + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,30}"
            + "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?");

    private static final int MAX_LOCAL_PART_LENGTH = 64;

    private Rules() {}

    /** Each broken rule of the draft that needs no knowledge of today: field to message. */
    static Map<String, String> faults(Draft draft) {
        Map<String, String> faults = new LinkedHashMap<>();
        put(faults, "name", required("Name", draft.name(), MAX_NAME_LENGTH));
        put(faults, "givenName", optional("Given name", draft.givenName(), MAX_NAME_LENGTH));
        put(faults, "familyName", optional("Family name", draft.familyName(), MAX_NAME_LENGTH));
        put(faults, "email", emailFault(draft.email(), !draft.identifiers().isEmpty()));
        put(faults, "phone", optional("Phone", draft.phone(), MAX_PHONE_LENGTH));
        put(faults, "address", required("Address", draft.address(), MAX_ADDRESS_LENGTH));
        put(faults, "dateOfBirth", draft.dateOfBirth() == null ? "Date of birth is required" : null);
        put(faults, "region", optional("Region", draft.region(), MAX_REGION_LENGTH));
        put(faults, "identifiers", identifiersFault(draft));
        return faults;
    }

    /** The draft's broken rules, and whether the birth lies after {@code today}. */
    public static Map<String, String> faults(Draft draft, LocalDate today) {
        Map<String, String> faults = faults(draft);
        if (draft.dateOfBirth() != null && draft.dateOfBirth().isAfter(today)) {
            faults.put("dateOfBirth", "Date of birth cannot be in the future");
        }
        return faults;
    }

    /** The fault of an e-mail; it may be missing when the patient has an identifier. */
    private static @Nullable String emailFault(@Nullable String email, boolean mayBeMissing) {
        if (email == null || email.isBlank()) {
            return mayBeMissing ? null : "Email is required";
        }
        String fault = optional("Email", email, MAX_EMAIL_LENGTH);
        if (fault != null) {
            return fault;
        }
        boolean valid = EMAIL.matcher(email).matches() && email.indexOf('@') <= MAX_LOCAL_PART_LENGTH;
        return valid ? null : "Email should be valid";
    }

    private static @Nullable String identifierFault(Identifier identifier) {
        String fault = required("Identifier system", identifier.system(), MAX_IDENTIFIER_LENGTH);
        if (fault != null) {
            return fault;
        }
        // Keeps system and value apart in a tag.
        return identifier.system().indexOf('|') >= 0
                ? "Identifier system cannot contain |"
                : required("Identifier value", identifier.value(), MAX_IDENTIFIER_LENGTH);
    }

    /**
     * For commands, which are valid by construction.
     *
     * @throws InvalidDetails with each broken rule
     */
    public static void check(Draft draft) {
        Map<String, String> faults = faults(draft);
        if (!faults.isEmpty()) {
            throw new InvalidDetails(faults);
        }
    }

    private static @Nullable String identifiersFault(Draft draft) {
        if (draft.identifiers().size() > MAX_IDENTIFIERS) {
            return "There cannot be more than " + MAX_IDENTIFIERS + " identifiers";
        }
        for (Identifier identifier : draft.identifiers()) {
            String fault = identifierFault(identifier);
            if (fault != null) {
                return fault;
            }
        }
        boolean unique =
                new HashSet<>(draft.identifiers()).size() == draft.identifiers().size();
        return unique ? null : "Identifiers cannot contain the same system and value twice";
    }

    /** What is wrong with a text that may be missing; {@code null} when nothing is. */
    public static @Nullable String textFault(String label, @Nullable String text, int maxLength) {
        return optional(label, text, maxLength);
    }

    private static @Nullable String required(String label, @Nullable String text, int maxLength) {
        return text == null || text.isBlank() ? label + " is required" : optional(label, text, maxLength);
    }

    private static @Nullable String optional(String label, @Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return label + " cannot exceed " + maxLength + " characters";
        }
        return text.codePoints().allMatch(Rules::isStorable) ? null : label + " contains characters that are not text";
    }

    /** Lone surrogates have no UTF-8, and control characters no place in a register (PostgreSQL refuses NUL). */
    private static boolean isStorable(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return !surrogate && (!Character.isISOControl(codePoint) || isLayout(codePoint));
    }

    private static boolean isLayout(int codePoint) {
        return codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    }

    private static void put(Map<String, String> faults, String field, @Nullable String fault) {
        if (fault != null) {
            faults.put(field, fault);
        }
    }
}
