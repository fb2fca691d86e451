package pms.analytics.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import pms.analytics.web.InvalidParameter;
import pms.schema.audit.v1.Outcome;

/**
 * The parameters of a reading, each known and given once: one that was passed over in silence would show other entries
 * than those asked for.
 */
final class AuditParameters {

    private static final Set<String> NAMES =
            Set.of("patient", "actor", "from", "to", "action", "outcome", "after", "before", "order", "limit");
    private static final Set<Outcome> OUTCOMES =
            EnumSet.of(Outcome.DONE, Outcome.NOTHING, Outcome.REFUSED, Outcome.FAILED);
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int MAX_TEXT_CHARACTERS = 1_000;
    private static final int USUAL_LIMIT = 50;

    private final Map<String, String> given;

    private AuditParameters(Map<String, String> given) {
        this.given = given;
    }

    /** @throws InvalidParameter for one that is unknown or given twice */
    static AuditParameters of(MultiValueMap<String, String> all) {
        all.forEach((name, values) -> check(name, values));
        return new AuditParameters(all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst())));
    }

    private static void check(String name, List<String> values) {
        if (!NAMES.contains(name)) {
            throw new InvalidParameter(name, "there is no such parameter");
        }
        if (values.size() != 1 || values.getFirst() == null) {
            throw new InvalidParameter(name, name + " must have one value");
        }
    }

    /** @throws InvalidParameter for the first that can't be used */
    AuditQuery query() {
        var query = new AuditQuery(
                read("patient", AuditParameters::uuid, "must be a UUID"),
                read("actor", AuditParameters::text, "must be an e-mail as the log has it"),
                moment("from"),
                moment("to"),
                read("action", AuditParameters::text, "must be an action as the log has it"),
                read("outcome", AuditParameters::outcome, "must be DONE, NOTHING, REFUSED or FAILED"),
                number("after", 0),
                number("before", Long.MAX_VALUE),
                newestFirst(),
                limit());
        if (query.from() != null && query.to() != null && query.to().isBefore(query.from())) {
            throw new InvalidParameter("to", "to must not be before from");
        }
        return query;
    }

    /** The address of the page that begins behind a position (relative, RFC 3986), with all else as it was asked. */
    String addressBehind(String path, AuditQuery query, long position) {
        String place = query.newestFirst() ? "before" : "after";
        var address = UriComponentsBuilder.fromPath(path);
        given.keySet().stream()
                .filter(name -> !name.equals(place))
                .sorted()
                .forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.queryParam(place, position)
                .encode()
                .buildAndExpand(given)
                .toUriString();
    }

    private <T> @Nullable T read(String name, Function<String, @Nullable T> reader, String expectation) {
        String text = given.get(name);
        if (text == null) {
            return null;
        }
        T value = reader.apply(text);
        if (value == null) {
            throw new InvalidParameter(name, name + " " + expectation);
        }
        return value;
    }

    private @Nullable Instant moment(String name) {
        return read(name, AuditParameters::instant, "must be a moment (RFC 3339) such as 2026-05-01T12:00:00Z");
    }

    private long number(String name, long otherwise) {
        Long number = read(name, AuditParameters::position, "must be a position: a whole number");
        return number == null ? otherwise : number;
    }

    private boolean newestFirst() {
        return Boolean.TRUE.equals(read("order", AuditParameters::descending, "must be asc or desc"));
    }

    /** Whether somebody said how many entries to show at most. */
    boolean haveLimit() {
        return given.containsKey("limit");
    }

    private int limit() {
        long limit = number("limit", USUAL_LIMIT);
        if (limit < 1 || limit > AuditQuery.MAX_LIMIT) {
            throw new InvalidParameter("limit", "limit must be between 1 and " + AuditQuery.MAX_LIMIT);
        }
        return (int) limit;
    }

    private static @Nullable UUID uuid(String text) {
        return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    /** What could stand in the log: PostgreSQL has no NUL in a text. */
    private static @Nullable String text(String text) {
        boolean possible = !text.isEmpty() && text.length() <= MAX_TEXT_CHARACTERS && text.indexOf('\0') < 0;
        return possible ? text : null;
    }

    private static @Nullable Outcome outcome(String text) {
        return OUTCOMES.stream()
                .filter(outcome -> outcome.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Long position(String text) {
        return NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    private static @Nullable Boolean descending(String text) {
        return switch (text) {
            case "asc" -> false;
            case "desc" -> true;
            default -> null;
        };
    }

    /** To the microsecond, as the log has them; of the years that PostgreSQL and RFC 3339 write alike. */
    private static @Nullable Instant instant(String text) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            boolean possible = moment.getYear() >= 1 && moment.getYear() <= 9999;
            return possible ? moment.toInstant().truncatedTo(ChronoUnit.MICROS) : null;
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "AuditParameters" + given.keySet();
    }
}
