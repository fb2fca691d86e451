package pms.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private record OneCell(Object cell) implements Table {
        @Override
        public List<String> header() {
            return List.of("a", "b");
        }

        @Override
        public Stream<List<?>> rows() {
            return Stream.of(List.of(cell, 1));
        }
    }

    private static String cell(Object value) {
        return Csv.of(new OneCell(value));
    }

    @Test
    void hasAHeaderAndEndsEachLineWithCarriageReturnAndLineFeed() {
        assertThat(cell("x")).isEqualTo("a,b\r\nx,1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\rb", "a\nb", "a\"b"})
    void quotesWhatWouldBreakALine(String text) {
        assertThat(cell(text)).isEqualTo("a,b\r\n\"" + text.replace("\"", "\"\"") + "\",1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void letsNoTextBeAFormula(String text) {
        assertThat(cell(text)).isEqualTo("a,b\r\n'" + text + ",1\r\n");
    }

    @Test
    void makesAFormulaHarmlessInsideItsQuotes() {
        assertThat(cell("=A1,\"x\"")).isEqualTo("a,b\r\n\"'=A1,\"\"x\"\"\",1\r\n");
    }

    @Test
    void writesNumbersAndDatesAsTheyAre() {
        assertThat(cell(-1)).isEqualTo("a,b\r\n-1,1\r\n");
        assertThat(cell(LocalDate.of(2026, 3, 9))).isEqualTo("a,b\r\n2026-03-09,1\r\n");
    }

    @Test
    void leavesAnEmptyCellEmpty() {
        assertThat(cell("")).isEqualTo("a,b\r\n,1\r\n");
    }
}
