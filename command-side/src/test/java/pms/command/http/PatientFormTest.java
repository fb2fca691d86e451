package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.command.patient.Details;
import pms.command.patient.Draft;
import pms.command.patient.Gender;
import pms.command.patient.Identifier;

class PatientFormTest {

    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final String VALID = """
            {"name": " Anna Example ", "email": "anna@example.org", "address": "1 Sample Street",
             "dateOfBirth": "1984-03-09", "registeredDate": "2024-05-17"}""";

    private final PatientForm form =
            new PatientForm(Clock.fixed(Instant.parse("2026-01-10T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void readsAPatientAndStripsBlanks() {
        Details details = form.registration(bytes(VALID));

        assertThat(details.name()).isEqualTo("Anna Example");
        assertThat(details.dateOfBirth()).isEqualTo(LocalDate.of(1984, 3, 9));
        assertThat(details.registeredDate()).isEqualTo(LocalDate.of(2024, 5, 17));
        assertThat(details.identifiers()).isEmpty();
        assertThat(details.gender()).isNull();
    }

    @Test
    void readsAllFields() {
        Details details = form.registration(bytes(with("""
                "givenName": "Anna", "familyName": "Example", "phone": "+1 555 0100", "gender": "Female",
                "region": "Vermont", "identifiers": [{"system": "urn:hospital", "value": "7"}]""")));

        assertThat(details.gender()).isEqualTo(Gender.FEMALE);
        assertThat(details.identifiers()).containsExactly(new Identifier("urn:hospital", "7"));
        assertThat(details.region()).isEqualTo("Vermont");
    }

    @Test
    void reportsAllFaultsAtOnceInTheWordsOfTheContract() {
        assertThat(faults("{}").errors())
                .containsExactly(
                        entry("name", "Name is required"),
                        entry("email", "Email is required"),
                        entry("address", "Address is required"),
                        entry("dateOfBirth", "Date of birth is required"),
                        entry("registeredDate", "Registered date is required"));
    }

    @Test
    void treatsBlankAndNullLikeMissing() {
        assertThat(faults("{\"name\": \"  \", \"email\": \"\", \"address\": null, \"dateOfBirth\": null}")
                        .errors())
                .isEqualTo(faults("{}").errors());
    }

    @Test
    void needsNoEmailWhenThereIsAnIdentifier() {
        Details details = form.registration(bytes("""
                {"name": "Anna", "address": "1 Sample Street", "dateOfBirth": "1984-03-09",
                 "registeredDate": "2024-05-17", "identifiers": [{"system": "urn:hospital", "value": "7"}]}"""));

        assertThat(details.email()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "name; 5; Name must be text",
                "name; [\"Anna\"]; Name must be text",
                "email; \"no address\"; Email should be valid",
                "email; \"a@b\"; Email should be valid",
                "email; \"a@@example.org\"; Email should be valid",
                "email; \"a..b@example.org\"; Email should be valid",
                "email; true; Email must be text",
                "dateOfBirth; \"2024-02-30\"; Date of birth must be a calendar date like 1984-03-09",
                "dateOfBirth; \"09.03.1984\"; Date of birth must be a calendar date like 1984-03-09",
                "dateOfBirth; \"1984-03-09T00:00:00Z\"; Date of birth must be a calendar date like 1984-03-09",
                "dateOfBirth; 19840309; Date of birth must be a calendar date like 1984-03-09",
                "dateOfBirth; \"2026-01-11\"; Date of birth cannot be in the future",
                "dateOfBirth; \"0001-01-01\"; Date of birth must lie between 1800 and 2200",
                "registeredDate; \"yesterday\"; Registered date must be a calendar date like 1984-03-09",
                "gender; \"robot\"; Gender must be male, female, other or unknown",
                "gender; 1; Gender must be text",
                "identifiers; {}; Identifiers must be a list of at most 30",
                "identifiers; [7]; Each identifier must be an object with system and value",
                "identifiers; [{\"system\": \"a\"}]; Identifier value is required",
                "identifiers; [{\"system\": \"a|b\", \"value\": \"1\"}]; Identifier system cannot contain |",
                "name; \"a\\u0000b\"; Name contains characters that are not text",
                "name; \"a\\ud800b\"; Name contains characters that are not text",
            })
    void namesTheFieldThatIsWrong(String field, String value, String message) {
        BadRequest fault = faults(replaced(field, value));

        assertThat(fault.code()).isEqualTo("validation-failed");
        assertThat(fault.errors()).containsExactly(entry(field, message));
    }

    @ParameterizedTest
    @CsvSource({
        "name, 100, Name cannot exceed 100 characters",
        "givenName, 100, Given name cannot exceed 100 characters",
        "familyName, 100, Family name cannot exceed 100 characters",
        "phone, 50, Phone cannot exceed 50 characters",
        "address, 500, Address cannot exceed 500 characters",
        "region, 100, Region cannot exceed 100 characters",
    })
    void boundsTheLengthOfTexts(String field, int max, String message) {
        assertThat(form.registration(bytes(replaced(field, "\"" + "x".repeat(max) + "\""))))
                .isNotNull();

        assertThat(faults(replaced(field, "\"" + "x".repeat(max + 1) + "\"")).errors())
                .containsExactly(entry(field, message));
    }

    @Test
    void refusesTheSameIdentifierTwiceAndTooMany() {
        String one = "{\"system\": \"urn:hospital\", \"value\": \"7\"}";

        assertThat(faults(replaced("identifiers", "[" + one + "," + one + "]")).errors())
                .containsKey("identifiers");
        assertThat(faults(replaced("identifiers", "[" + (one + ",").repeat(30) + one + "]"))
                        .errors())
                .containsEntry("identifiers", "Identifiers must be a list of at most 30");
    }

    @Test
    void namesUnknownFieldsBesideOtherFaults() {
        BadRequest fault =
                faults("{\"nmae\": \"Anna\", \"identifiers\": [{\"system\": \"a\", \"value\": \"1\", \"use\": 1}]}");

        assertThat(fault.code()).isEqualTo("unknown-field");
        assertThat(fault.errors())
                .containsEntry("nmae", "This field is not known")
                .containsEntry("identifiers[0].use", "This field is not known")
                .containsEntry("name", "Name is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "nonsense",
                "{\"name\": }",
                "{\"name\": \"a\"} trailing",
                "{\"name\":1,\"name\":2}",
                "[]",
                "3",
                "\"text\"",
                "null"
            })
    void refusesWhatIsNotOneJsonObject(String body) {
        assertThat(faults(body).code()).isEqualTo("malformed-json");
    }

    @Test
    void saysOnWhichLineTheJsonBreaks() {
        assertThat(faults("{\n \"name\": oops}")).hasMessageContaining("line 2").hasMessageNotContaining("oops");
    }

    @Test
    void survivesDeepNesting() {
        assertThat(faults("[".repeat(100_000)).code()).isEqualTo("malformed-json");
    }

    @Test
    void takesBackWhatAGetGave() {
        Draft draft =
                form.amendment(bytes(with("\"id\": \"%s\", \"status\": \"ACTIVE\", \"version\": 3".formatted(ID))), ID);

        assertThat(draft.name()).isEqualTo("Anna Example");
    }

    @Test
    void refusesTheIdOfAnotherPatient() {
        BadRequest fault = catchThrowableOfType(
                BadRequest.class, () -> form.amendment(bytes(with("\"id\": \"%s\"".formatted(UUID.randomUUID()))), ID));

        assertThat(fault.errors()).containsOnlyKeys("id");
    }

    @Test
    void needsNoRegisteredDateToAmend() {
        assertThat(form.amendment(bytes(VALID.replace(", \"registeredDate\": \"2024-05-17\"", "")), ID))
                .isNotNull();
    }

    private BadRequest faults(String body) {
        return catchThrowableOfType(BadRequest.class, () -> form.registration(bytes(body)));
    }

    private static String with(String members) {
        return VALID.replace("\"2024-05-17\"}", "\"2024-05-17\", " + members + "}");
    }

    private static String replaced(String field, String value) {
        String member = "\"" + field + "\": ";
        return VALID.contains(member)
                ? VALID.replaceFirst(member + "\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(member + value))
                : with(member + value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
