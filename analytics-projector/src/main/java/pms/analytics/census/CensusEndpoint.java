package pms.analytics.census;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pms.analytics.web.InvalidParameter;
import pms.analytics.web.Table;
import reactor.core.publisher.Mono;

/** {@code GET /api/analytics/census}: who is in the house at a moment, usually now, or was over time. */
@RestController
class CensusEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final CensusReader reader;
    private final Clock clock;

    CensusEndpoint(CensusReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** One moment, or a series when a range is asked for. */
    @GetMapping(
            path = "/api/analytics/census",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<? extends Table> census(
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String bucket) {
        if (from == null && to == null && bucket == null) {
            return reader.at(moment(at)).timeout(TIMEOUT);
        }
        if (at != null) {
            throw new InvalidParameter("at", "ask for one moment or for a series, not for both");
        }
        return reader.series(CensusRange.parse(bucket, from, to)).timeout(TIMEOUT);
    }

    private Instant moment(@Nullable String text) {
        if (text == null) {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            var year = moment.atZone(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) {
                return moment.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException e) {
            throw new InvalidParameter("at", "at must be a moment like 2026-03-09T10:15:30Z");
        }
        throw new InvalidParameter("at", "at must be in the years 1 to 9999");
    }
}
