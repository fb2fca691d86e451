package pms.query.patient;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A field of a patient that an event changed, named as in the patient's JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(
        String field, @Nullable Object from, @Nullable Object to) {

    private record Field(String name, Function<Patient, @Nullable Object> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field("name", Patient::name),
            new Field("givenName", Patient::givenName),
            new Field("familyName", Patient::familyName),
            new Field("email", Patient::email),
            new Field("phone", Patient::phone),
            new Field("address", Patient::address),
            new Field("dateOfBirth", Patient::dateOfBirth),
            new Field("gender", Patient::gender),
            new Field("region", Patient::region),
            new Field("identifiers", Difference::identifiersOrNull),
            new Field("registeredDate", Patient::registeredDate),
            new Field("status", Patient::status));

    /** In the order of the patient's JSON. */
    public static List<Difference> between(@Nullable Patient before, @Nullable Patient after) {
        return FIELDS.stream().flatMap(field -> compare(field, before, after)).toList();
    }

    private static Stream<Difference> compare(Field field, @Nullable Patient before, @Nullable Patient after) {
        Object from = before == null ? null : field.value().apply(before);
        Object to = after == null ? null : field.value().apply(after);
        return Objects.equals(from, to) ? Stream.empty() : Stream.of(new Difference(field.name(), from, to));
    }

    private static @Nullable Object identifiersOrNull(Patient patient) {
        return patient.identifiers().isEmpty() ? null : patient.identifiers();
    }

    /** Nothing personal: it may end up in a log. */
    @Override
    public String toString() {
        return "Difference[field=" + field + "]";
    }
}
