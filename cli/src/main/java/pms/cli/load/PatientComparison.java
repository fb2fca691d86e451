package pms.cli.load;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds what sets a line of a file apart from the patient that already has its e-mail or one of its identifiers. */
final class PatientComparison {
    private static final List<String> FIELDS =
            List.of("name", "givenName", "familyName", "phone", "address", "dateOfBirth", "region");
    /** E-mails and codes mean the same in any case. */
    private static final List<String> FIELDS_OF_ANY_CASE = List.of("email", "gender");

    private PatientComparison() {}

    /** The names of the fields that differ, when they were registered aside; empty when the two are the same. */
    static List<String> differences(JsonNode asked, JsonNode registered) {
        List<String> differences = FIELDS.stream()
                .filter(field -> !text(asked, field).equals(text(registered, field)))
                .collect(Collectors.toList());
        FIELDS_OF_ANY_CASE.stream()
                .filter(field -> !text(asked, field)
                        .toLowerCase(Locale.ROOT)
                        .equals(text(registered, field).toLowerCase(Locale.ROOT)))
                .forEach(differences::add);
        if (!identifiers(asked).equals(identifiers(registered))) {
            differences.add("identifiers");
        }
        return differences;
    }

    private static String text(JsonNode patient, String field) {
        return patient.path(field).asString("").strip();
    }

    private record Identifier(String system, String value) {}

    private static Set<Identifier> identifiers(JsonNode patient) {
        return patient.path("identifiers")
                .valueStream()
                .map(each -> new Identifier(text(each, "system"), text(each, "value")))
                .collect(Collectors.toSet());
    }
}
