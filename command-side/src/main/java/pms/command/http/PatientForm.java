package pms.command.http;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.command.patient.Details;
import pms.command.patient.Draft;
import pms.command.patient.Gender;
import pms.command.patient.Identifier;
import pms.command.patient.Rules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a patient out of a request's body; what is wrong is reported all at once. */
@Component
public final class PatientForm {

    private static final Set<String> DETAILS = Set.of(
            "name",
            "givenName",
            "familyName",
            "email",
            "phone",
            "address",
            "dateOfBirth",
            "gender",
            "region",
            "identifiers");
    private static final Set<String> REGISTRATION = with("registeredDate");

    /** What a GET gave may be put back as it is. */
    private static final Set<String> AMENDMENT = with("registeredDate", "id", "status", "version");

    private static final Set<String> IDENTIFIER = Set.of("system", "value");

    private final Clock clock;

    PatientForm(Clock clock) {
        this.clock = clock;
    }

    /** The details of a patient to register. */
    public Details registration(byte[] body) {
        Fields fields = new Fields(Json.object(body), REGISTRATION);
        Draft draft = draft(fields);
        LocalDate registered = fields.date("registeredDate", "Registered date", Rules.EARLIEST_YEAR, Rules.LATEST_YEAR);
        if (registered == null) {
            fields.faultUnlessFaulty("registeredDate", "Registered date is required");
        }
        fields.check(broken(draft, fields));
        return draft.complete(Objects.requireNonNull(registered, "checked above"));
    }

    /** What a patient is to be amended to. */
    public Draft amendment(byte[] body, UUID patientId) {
        Fields fields = new Fields(Json.object(body), AMENDMENT);
        Draft draft = draft(fields);
        JsonNode id = fields.node("id");
        if (id != null && !id.isNull() && !(id.isString() && id.stringValue().equalsIgnoreCase(patientId.toString()))) {
            fields.fault("id", "Id must be that of the path, or missing");
        }
        fields.check(broken(draft, fields));
        return draft;
    }

    private Map<String, String> broken(Draft draft, Fields fields) {
        Map<String, String> broken = Rules.faults(draft, LocalDate.now(clock));
        if (draft.email() == null && fields.isFaulty("identifiers")) {
            // Whether an e-mail is needed shows only when the identifiers can be read.
            broken.remove("email");
        }
        return broken;
    }

    private static Draft draft(Fields fields) {
        return new Draft(
                fields.text("name", "Name"),
                fields.text("givenName", "Given name"),
                fields.text("familyName", "Family name"),
                fields.text("email", "Email"),
                fields.text("phone", "Phone"),
                fields.text("address", "Address"),
                fields.date("dateOfBirth", "Date of birth", Rules.EARLIEST_YEAR, Rules.LATEST_YEAR),
                gender(fields),
                fields.text("region", "Region"),
                identifiers(fields));
    }

    private static @Nullable Gender gender(Fields fields) {
        String code = fields.text("gender", "Gender");
        if (code == null) {
            return null;
        }
        return Gender.ofCode(code).orElseGet(() -> {
            fields.fault("gender", "Gender must be male, female, other or unknown");
            return Gender.UNKNOWN;
        });
    }

    private static List<Identifier> identifiers(Fields fields) {
        JsonNode list = fields.node("identifiers");
        if (list == null || list.isNull()) {
            return List.of();
        }
        List<Identifier> identifiers = new ArrayList<>();
        if (!list.isArray() || list.size() > Rules.MAX_IDENTIFIERS) {
            fields.fault("identifiers", "Identifiers must be a list of at most " + Rules.MAX_IDENTIFIERS);
            return identifiers;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode object) {
                identifiers.add(identifier(object, "identifiers[" + i + "]", fields));
            } else {
                fields.fault("identifiers", "Each identifier must be an object with system and value");
            }
        }
        return identifiers;
    }

    private static Identifier identifier(ObjectNode object, String path, Fields fields) {
        object.propertyNames().stream()
                .filter(name -> !IDENTIFIER.contains(name))
                .forEach(name -> fields.unknown(path + "." + name));
        String system = fields.text(object.get("system"), path + ".system", "Identifier system");
        String value = fields.text(object.get("value"), path + ".value", "Identifier value");
        // An empty one is found missing by the rules.
        return new Identifier(system == null ? "" : system, value == null ? "" : value);
    }

    private static Set<String> with(String... more) {
        Set<String> all = new HashSet<>(DETAILS);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
