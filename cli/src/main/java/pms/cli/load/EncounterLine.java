package pms.cli.load;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An encounter of a file: a FHIR R4 {@code Encounter} (https://hl7.org/fhir/R4/encounter.html), or the same in short
 * with {@code patient}, {@code class} and {@code type} as texts.
 *
 * @param number of the line
 * @param key the same for the same encounter, also in another file
 * @param patient the {@code Patient.id} of whoever made the file
 * @param type empty when there is none
 * @param end {@code null} when it goes on
 */
record EncounterLine(
        long number,
        String key,
        String patient,
        String encounterClass,
        String type,
        Instant start,
        @Nullable Instant end) {

    private static final Set<String> CAME = Set.of("", "arrived", "triaged", "in-progress", "onleave", "finished");
    private static final String PATIENT = "Patient/";

    static boolean isOne(JsonNode resource) {
        String type = resource.path("resourceType").asString("");
        return type.equals("Encounter") || (type.isEmpty() && resource.has("patient") && resource.has("class"));
    }

    /** @throws RuntimeFailure when it can't be one, with the reason */
    static EncounterLine of(long number, String line, JsonNode resource) {
        String status = text(resource, "status");
        if (!CAME.contains(status)) {
            throw new RuntimeFailure("an encounter that is " + status + " did not take place");
        }
        JsonNode period = resource.path("period");
        Instant start =
                moment(period, "start").orElseThrow(() -> new RuntimeFailure("the encounter has no period.start"));
        String id = text(resource, "id");
        return new EncounterLine(
                number,
                "load-encounter-"
                        + (id.isEmpty()
                                ? UUID.nameUUIDFromBytes(line.getBytes(StandardCharsets.UTF_8))
                                        .toString()
                                : id),
                patient(resource),
                encounterClass(resource.path("class")),
                type(resource.path("type")),
                start,
                moment(period, "end").orElse(null));
    }

    ObjectNode beginning() {
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("class", encounterClass)
                .put("start", start.toString());
        if (!type.isEmpty()) {
            body.put("type", type);
        }
        return body;
    }

    /** Without the type, which may tell of an illness. */
    @Override
    public String toString() {
        return "EncounterLine[" + number + "]";
    }

    private static String patient(JsonNode resource) {
        String reference = resource.path("subject").path("reference").asString(text(resource, "patient"));
        String id = reference.startsWith(PATIENT) ? reference.substring(PATIENT.length()) : reference;
        if (id.isBlank()) {
            throw new RuntimeFailure("the encounter names no patient");
        }
        return id;
    }

    private static String encounterClass(JsonNode given) {
        return given.isString() ? given.stringValue() : text(given, "code");
    }

    private static String type(JsonNode given) {
        if (given.isString()) {
            return given.stringValue().strip();
        }
        JsonNode concept = given.path(0);
        String text = text(concept, "text");
        return text.isEmpty() ? text(concept.path("coding").path(0), "display") : text;
    }

    private static Optional<Instant> moment(JsonNode period, String field) {
        String given = text(period, field);
        try {
            return given.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(given).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException malformed) {
            throw new RuntimeFailure("period." + field + " is no time with an offset");
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("").strip();
    }
}
