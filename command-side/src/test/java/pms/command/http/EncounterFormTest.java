package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.command.encounter.Beginning;
import pms.command.encounter.EncounterClass;

class EncounterFormTest {

    private static final String TIME = "2024-06-01T10:30:00Z";

    private final EncounterForm form =
            new EncounterForm(Clock.fixed(Instant.parse("2024-06-01T10:25:00Z"), ZoneOffset.UTC));

    @Test
    void readsABeginning() {
        assertThat(form.start(
                        utf8("{'class': 'IMP', 'start': '2024-06-01T12:29:59.9999+02:00', 'type': ' Check-up '}")))
                .isEqualTo(new Beginning(EncounterClass.IMP, Instant.parse("2024-06-01T10:29:59.999Z"), "Check-up"));
        assertThat(form.start(utf8("{'class': 'AMB', 'start': '2024-06-01t10:29:59z', 'type': ' '}")))
                .isEqualTo(new Beginning(EncounterClass.AMB, Instant.parse("2024-06-01T10:29:59Z"), null));
    }

    @Test
    void takesATimeThatIsFiveMinutesAheadAndNoLater() {
        assertThat(form.finish(utf8("{'end': '" + TIME + "'}"))).isEqualTo(Instant.parse(TIME));
        assertWrong(
                () -> form.finish(utf8("{'end': '2024-06-01T10:30:00.001Z'}")), "end", "End cannot be in the future");
        assertWrong(
                () -> form.start(utf8("{'class': 'AMB', 'start': '2024-06-01T12:00:00Z'}")),
                "start",
                "Start cannot be in the future");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'2024-06-01'",
                "'2024-06-01T10:30:00'",
                "'2024-06-01T10:30Z'",
                "'2024-02-30T10:30:00Z'",
                "'2024-06-01T24:30:00Z'",
                "'2024-06-01T10:30:00+25:00'",
                "'2024-06-01T10:30:00+01:00:30'",
                "'+12024-06-01T10:30:00Z'",
                "'today'",
                "1717237800",
                "{}"
            })
    void takesNoOtherThanATimeWithAnOffset(String time) {
        assertWrong(
                () -> form.finish(utf8("{'end': " + time + "}")),
                "end",
                "End must be a time with an offset like 2024-03-09T08:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'start': '2024-06-01T10:29:00Z'}                                 | class | Class is required",
                "{'class': 'AMB'}                                                  | start | Start is required",
                "{'class': 'AMB', 'start': null}                                   | start | Start is required",
                "{'class': 'amb', 'start': '2024-06-01T10:29:00Z'}                 | class | Class must be AMB, EMER or"
                        + " IMP",
                "{'class': 7, 'start': '2024-06-01T10:29:00Z'}                     | class | Class must be text",
                "{'class': 'AMB', 'start': '1799-12-31T10:29:00Z'}                 | start | Start cannot be before the"
                        + " year 1800",
                "{'class': 'AMB', 'start': '2024-06-01T10:29:00Z', 'type': ['x']}  | type  | Type must be text",
                "{'class': 'AMB', 'start': '2024-06-01T10:29:00Z', 'type': 'a\\u0000'} | type | Type contains"
                        + " characters that are not text",
            })
    void saysWhatIsWrongWithABeginning(String body, String field, String message) {
        assertWrong(() -> form.start(utf8(body)), field, message);
    }

    @Test
    void takesNoLongTypeAndNoFieldThatItDoesNotKnow() {
        String start = "{'class': 'AMB', 'start': '2024-06-01T10:29:00Z', ";
        assertThat(form.start(utf8(start + "'type': '" + "\ud83d\ude00".repeat(200) + "'}"))
                        .type())
                .hasSize(400);
        assertWrong(
                () -> form.start(utf8(start + "'type': '" + "x".repeat(201) + "'}")),
                "type",
                "Type cannot exceed 200 characters");
        assertWrong(() -> form.start(utf8(start + "'end': '" + TIME + "'}")), "end", "This field is not known");
        assertWrong(() -> form.finish(utf8("{'start': '" + TIME + "'}")), "start", "This field is not known");
    }

    private static void assertWrong(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String field, String message) {
        assertThatThrownBy(call)
                .asInstanceOf(type(BadRequest.class))
                .extracting(BadRequest::errors)
                .satisfies(errors -> assertThat(errors).containsEntry(field, message));
    }

    private static byte[] utf8(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
