package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayLiteralTest {

    @Test
    void ofNothingIsEmpty() {
        assertThat(ArrayLiteral.of(List.of())).isEqualTo("{}");
    }

    @Test
    void quotesWhatIsTextAndNotWhatIsNumberOrPlain() {
        ArrayLiteral array = new ArrayLiteral();
        array.add("a,b");
        array.add(-7);
        array.addPlain("YWJj+/==");
        array.add("");
        assertThat(array).hasToString("{\"a,b\",-7,YWJj+/==,\"\"}");
    }

    @Test
    void escapesQuotesAndBackslashes() {
        assertThat(ArrayLiteral.of(List.of("\"", "\\", "a\"\\b\"")))
                .isEqualTo("{\"\\\"\",\"\\\\\",\"a\\\"\\\\b\\\"\"}");
    }

    @Test
    void tellsTheWordNullFromNoText() {
        ArrayLiteral array = new ArrayLiteral();
        array.add("NULL");
        array.add(null);
        assertThat(array).hasToString("{\"NULL\",NULL}");
    }
}
