package pms.cli.load;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a FHIR R4 {@code Patient} (https://hl7.org/fhir/R4/patient.html) into the body of a registration. What FHIR
 * leaves out is left out here as well: whether the patient is complete is for the gateway to say.
 */
final class FhirPatient {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FhirPatient() {}

    static ObjectNode registration(JsonNode patient, LocalDate registeredDate) {
        ObjectNode body = JSON.createObjectNode();
        JsonNode name = name(patient);
        put(body, "name", fullName(name));
        put(body, "givenName", given(name));
        put(body, "familyName", name.path("family").asString(""));
        put(body, "email", telecom(patient, "email"));
        put(body, "phone", telecom(patient, "phone"));
        JsonNode address = current(patient.path("address"), "home");
        put(body, "address", line(address));
        put(body, "dateOfBirth", patient.path("birthDate").asString(""));
        put(body, "gender", patient.path("gender").asString(""));
        put(body, "region", address.path("state").asString(""));
        body.set("identifiers", identifiers(patient.path("identifier")));
        body.put("registeredDate", registeredDate.toString());
        return body;
    }

    private static JsonNode name(JsonNode patient) {
        return current(patient.path("name"), "official");
    }

    private static String fullName(JsonNode name) {
        String joined = join(" ", Stream.of(given(name), name.path("family").asString("")));
        return joined.isEmpty() ? name.path("text").asString("") : joined;
    }

    private static String given(JsonNode name) {
        return join(" ", name.path("given").valueStream().map(each -> each.asString("")));
    }

    private static String telecom(JsonNode patient, String system) {
        List<JsonNode> points = patient.path("telecom")
                .valueStream()
                .filter(point -> point.path("system").asString("").equals(system))
                .toList();
        ArrayNode ofSystem = JSON.createArrayNode().addAll(points);
        return current(ofSystem, "home").path("value").asString("");
    }

    private static String line(JsonNode address) {
        String street = join(", ", address.path("line").valueStream().map(each -> each.asString("")));
        String stateAndCode = join(
                " ",
                Stream.of(
                        address.path("state").asString(""),
                        address.path("postalCode").asString("")));
        String whole = join(
                ", ",
                Stream.of(
                        street,
                        address.path("city").asString(""),
                        stateAndCode,
                        address.path("country").asString("")));
        return whole.isEmpty() ? address.path("text").asString("") : whole;
    }

    /** A pair that is there twice is one identifier; an incomplete one is sent as it is, to be refused by its field. */
    private static ArrayNode identifiers(JsonNode found) {
        List<ObjectNode> pairs = found.valueStream()
                .map(identifier -> {
                    ObjectNode pair = JSON.createObjectNode();
                    put(pair, "system", identifier.path("system").asString(""));
                    put(pair, "value", identifier.path("value").asString(""));
                    return pair;
                })
                .distinct()
                .toList();
        return JSON.createArrayNode().addAll(pairs);
    }

    /** Of several names, addresses or numbers: the one of the wanted use, else the first that is not old. */
    private static JsonNode current(JsonNode several, String use) {
        Optional<JsonNode> wanted = several.valueStream()
                .filter(each -> each.path("use").asString("").equals(use))
                .findFirst();
        return wanted.or(() -> several.valueStream()
                        .filter(each -> !each.path("use").asString("").equals("old"))
                        .findFirst())
                .orElseGet(JSON::createObjectNode);
    }

    private static String join(String separator, Stream<String> parts) {
        return String.join(separator, parts.filter(part -> !part.isBlank()).toList());
    }

    private static void put(ObjectNode body, String field, String value) {
        if (!value.isBlank()) {
            body.put(field, value.strip());
        }
    }
}
