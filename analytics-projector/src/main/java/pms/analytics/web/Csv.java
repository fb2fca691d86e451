package pms.analytics.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a table as RFC 4180 says: a header line, CRLF behind each line, quotes where they are needed. */
final class Csv {
    private static final String LINE_END = "\r\n";

    /** What makes a spreadsheet take a text for a formula; the last two are what some skip before they look. */
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private static final String NEEDS_QUOTES = ",\"\r\n";

    private Csv() {}

    static String of(Table table) {
        return Stream.concat(Stream.of(table.header()), table.rows())
                .map(Csv::line)
                .collect(Collectors.joining());
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String cell(Object value) {
        return value instanceof String text ? quoted(harmless(text)) : quoted(value.toString());
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
