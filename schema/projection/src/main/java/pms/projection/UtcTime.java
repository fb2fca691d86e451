package pms.projection;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads times as they are written in events, in a fraction of the time that a formatter needs. */
public final class UtcTime {

    private static final int SECONDS_END = 19;
    private static final int LONGEST = SECONDS_END + 1 + 9 + 1;
    private static final int SECONDS_OF_A_DAY = 86_400;

    private UtcTime() {}

    /**
     * The same as {@link Instant#parse}, which is asked whenever the text is not in the usual shape {@code
     * 2026-01-31T23:59:59.123Z}.
     *
     * @throws DateTimeException when the text is no time
     */
    public static Instant parse(String text) {
        return isUsual(text) ? usual(text) : Instant.parse(text);
    }

    private static boolean isUsual(String text) {
        int length = text.length();
        if (length <= SECONDS_END || length > LONGEST || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int at = 0; at < length - 1; at++) {
            char found = text.charAt(at);
            boolean right = switch (at) {
                case 4, 7 -> found == '-';
                case 10 -> found == 'T';
                case 13, 16 -> found == ':';
                case SECONDS_END -> found == '.';
                default -> found >= '0' && found <= '9';
            };
            if (!right) {
                return false;
            }
        }
        return length != SECONDS_END + 2
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, SECONDS_END) < 60;
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, SECONDS_END);
        return Instant.ofEpochSecond(day * SECONDS_OF_A_DAY + second, nanos(text));
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end == SECONDS_END) {
            return 0;
        }
        int nanos = number(text, SECONDS_END + 1, end);
        for (int digits = end - SECONDS_END - 1; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }
}
