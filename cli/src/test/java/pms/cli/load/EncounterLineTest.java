package pms.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EncounterLineTest {
    private static final String SHORT = """
            {"id": "e-1", "patient": "p-1", "class": "AMB", "status": "finished",
             "period": {"start": "1939-09-02T12:05:15.9999-04:00", "end": "1939-09-02T12:20:15-04:00"},
             "type": "Encounter for problem"}
            """;

    @Test
    void readsTheShortForm() {
        assertThat(read(SHORT))
                .isEqualTo(new EncounterLine(
                        7,
                        "load-encounter-e-1",
                        "p-1",
                        "AMB",
                        "Encounter for problem",
                        Instant.parse("1939-09-02T16:05:15.999Z"),
                        Instant.parse("1939-09-02T16:20:15Z")));
    }

    @Test
    void readsAResourceOfFhir() {
        EncounterLine read = read("""
                {"resourceType": "Encounter", "id": "e-2", "status": "in-progress",
                 "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"},
                 "type": [{"coding": [{"display": "Admission"}], "text": "Admission to ward"}],
                 "subject": {"reference": "Patient/p-2"}, "period": {"start": "2020-01-01T00:00:00Z"}}
                """);

        assertThat(read)
                .isEqualTo(new EncounterLine(
                        7,
                        "load-encounter-e-2",
                        "p-2",
                        "IMP",
                        "Admission to ward",
                        Instant.parse("2020-01-01T00:00:00Z"),
                        null));
    }

    @Test
    void takesTheDisplayOfACodeWithoutAText() {
        assertThat(read("""
                {"resourceType": "Encounter", "class": {"code": "AMB"}, "subject": {"reference": "Patient/p"},
                 "type": [{"coding": [{"display": "Check-up"}]}], "period": {"start": "2020-01-01T00:00:00Z"}}
                """).type()).isEqualTo("Check-up");
    }

    @Test
    void givesALineWithoutAnIdAKeyOfItsOwnThatIsAlwaysTheSame() {
        String nameless = SHORT.replace("\"id\": \"e-1\", ", "");

        assertThat(read(nameless).key())
                .isEqualTo(read(nameless).key())
                .isNotEqualTo(read(nameless.replace("AMB", "IMP")).key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"finished\"                   | \"cancelled\"  | an encounter that is cancelled did not take place",
                "\"1939-09-02T12:20:15-04:00\"  | \"1939-09-02\" | period.end is no time with an offset",
                "\"1939-09-02T12:05:15.9999-04:00\" | \"\"       | the encounter has no period.start",
                "\"p-1\"                        | \"\"           | the encounter names no patient",
            })
    void saysWhyALineIsNone(String from, String to, String reason) {
        assertThatThrownBy(() -> read(SHORT.replace(from, to)))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage(reason);
    }

    @Test
    void tellsNothingOfWhatBroughtThePatient() {
        assertThat(read(SHORT).toString()).isEqualTo("EncounterLine[7]");
    }

    private static EncounterLine read(String line) {
        JsonNode resource = JsonMapper.shared().readTree(line);
        assertThat(EncounterLine.isOne(resource)).isTrue();
        return EncounterLine.of(7, line, resource);
    }
}
