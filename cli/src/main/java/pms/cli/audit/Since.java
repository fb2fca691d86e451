package pms.cli.audit;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A moment, given as itself (RFC 3339) or by how long it is ago (ISO 8601). */
final class Since {
    private Since() {}

    /** @throws IllegalArgumentException when it is neither */
    static Instant parse(String text, Clock clock) {
        try {
            return text.startsWith("P") || text.startsWith("p")
                    ? clock.instant().minus(Duration.parse(text).abs())
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a moment such as 2026-05-01T12:00:00Z nor a time such as PT1H or P7D",
                    malformed);
        }
    }
}
