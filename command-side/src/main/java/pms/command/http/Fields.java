package pms.command.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes typed values out of a JSON object and gathers all that is wrong with them. */
final class Fields {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final int MAX_NAMED = 50;
    private static final int MAX_FIELD_NAME_LENGTH = 100;

    private final ObjectNode object;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Map<String, String> unknown = new LinkedHashMap<>();

    Fields(ObjectNode object, Set<String> known) {
        this.object = object;
        object.propertyNames().stream().filter(name -> !known.contains(name)).forEach(this::unknown);
    }

    /** The text without blanks around it; {@code null} when it is missing, JSON null or blank. */
    @Nullable
    String text(String field, String label) {
        return text(object.get(field), field, label);
    }

    @Nullable
    String text(@Nullable JsonNode node, String field, String label) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            faults.put(field, label + " must be text");
            return null;
        }
        String text = node.stringValue().strip();
        return text.isEmpty() ? null : text;
    }

    /** An ISO 8601 calendar date from year {@code first} to {@code last}. */
    @Nullable
    LocalDate date(String field, String label, int first, int last) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        LocalDate date = node.isString() ? dateOf(node.stringValue().strip()) : null;
        if (date == null) {
            faults.put(field, label + " must be a calendar date like 1984-03-09");
        } else if (date.getYear() < first || date.getYear() > last) {
            faults.put(field, label + " must lie between " + first + " and " + last);
        }
        return date;
    }

    /** An RFC 3339 date and time with an offset, not before that year. */
    @Nullable
    Instant moment(String field, String label, int first) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        OffsetDateTime moment = node.isString() ? momentOf(node.stringValue().strip()) : null;
        if (moment == null) {
            faults.put(field, label + " must be a time with an offset like 2024-03-09T08:30:00Z");
            return null;
        }
        if (moment.getYear() < first) {
            faults.put(field, label + " cannot be before the year " + first);
        }
        return moment.toInstant();
    }

    @Nullable
    JsonNode node(String field) {
        return object.get(field);
    }

    /** What is wrong with the shape of a value goes first. */
    void faultUnlessFaulty(String field, String message) {
        faults.putIfAbsent(field, message);
    }

    void fault(String field, String message) {
        faults.put(field, message);
    }

    void unknown(String field) {
        if (unknown.size() < MAX_NAMED) {
            unknown.put(
                    field.length() <= MAX_FIELD_NAME_LENGTH ? field : field.substring(0, MAX_FIELD_NAME_LENGTH),
                    "This field is not known");
        }
    }

    boolean isFaulty(String field) {
        return faults.containsKey(field);
    }

    /**
     * Ends the reading.
     *
     * @param broken rules that the values break; what is wrong with the shape of a value goes first
     * @throws BadRequest when anything is wrong, with all of it
     */
    void check(Map<String, String> broken) {
        Map<String, String> all = new LinkedHashMap<>(broken);
        all.putAll(faults);
        all.putAll(unknown);
        if (!unknown.isEmpty()) {
            throw BadRequest.unknownField(all);
        }
        if (!all.isEmpty()) {
            throw BadRequest.validation(all);
        }
    }

    private static @Nullable OffsetDateTime momentOf(String text) {
        try {
            return MOMENT.matcher(text).matches() ? OffsetDateTime.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate dateOf(String text) {
        try {
            return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
