package pms.command.injection;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pms.command.http.PatientAnswer;
import pms.command.patient.Identifier;
import tools.jackson.databind.JsonNode;

/** A patient's form as a client fills it in, and its fields: those of the patients that the service answers with. */
final class Form {

    private static final String IDENTIFIERS = "identifiers";

    private Form() {}

    /** A field that takes a text. {@code suffix} stands behind what is put into it. */
    record Field(String name, @Nullable String ofIdentifier, String suffix) {

        /** The JSON of a whole form, with {@code inner} (already escaped) in this field; nobody else has its e-mail. */
        byte[] filledWith(byte[] inner) {
            String unique = UUID.randomUUID().toString();
            Map<String, String> members = new LinkedHashMap<>();
            members.put("name", "Anna Example");
            members.put("email", "p-" + unique + "@example.org");
            members.put("address", "1 Sample Street");
            members.put("dateOfBirth", "1984-03-09");
            members.put("registeredDate", "2024-05-17");
            members.remove(name);
            String others = members.entrySet().stream()
                    .map(member -> "\"%s\": \"%s\"".formatted(member.getKey(), member.getValue()))
                    .collect(Collectors.joining(", ", "{", ", "));
            Json json = new Json(others);
            if (ofIdentifier == null) {
                return json.add("\"" + name + "\": \"", inner, suffix + "\"}");
            }
            String other = ofIdentifier.equals("system") ? "value" : "system";
            return json.add(
                    "\"%s\": [{\"%s\": \"%s\", \"%s\": \"".formatted(IDENTIFIERS, other, unique, ofIdentifier),
                    inner,
                    suffix + "\"}]}");
        }

        /** What the answer has in this field. */
        String in(JsonNode patient) {
            JsonNode value = ofIdentifier == null
                    ? patient.path(name)
                    : patient.path(IDENTIFIERS).path(0).path(ofIdentifier);
            return value.asString("");
        }

        @Override
        public String toString() {
            return (ofIdentifier == null ? name : IDENTIFIERS + "." + ofIdentifier) + suffix;
        }
    }

    private record Json(String begun) {

        byte[] add(String before, byte[] inner, String after) {
            byte[] head = (begun + before).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] tail = after.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(head, head.length + inner.length + tail.length);
            System.arraycopy(inner, 0, all, head.length, inner.length);
            System.arraycopy(tail, 0, all, head.length + inner.length, tail.length);
            return all;
        }
    }

    static Stream<Field> fields() {
        Stream<Field> fields = names(PatientAnswer.class)
                .flatMap(name -> name.equals(IDENTIFIERS)
                        ? names(Identifier.class).map(part -> new Field(IDENTIFIERS, part, ""))
                        : Stream.of(new Field(name, null, "")));
        return Stream.concat(fields, Stream.of(new Field("email", null, "@example.org")));
    }

    private static Stream<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }
}
