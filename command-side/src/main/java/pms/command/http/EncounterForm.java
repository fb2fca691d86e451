package pms.command.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.command.encounter.Beginning;
import pms.command.encounter.EncounterClass;
import pms.command.patient.Rules;

/** Reads how an encounter begins, or ends, out of a request's body; what is wrong is reported all at once. */
@Component
public final class EncounterForm {

    private static final int MAX_TYPE_LENGTH = 200;

    /** Clocks differ; what lies further ahead has not happened. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private final Clock clock;

    EncounterForm(Clock clock) {
        this.clock = clock;
    }

    /** How an encounter begins. */
    public Beginning start(byte[] body) {
        Fields fields = new Fields(Json.object(body), Set.of("class", "start", "type"));
        EncounterClass encounterClass = encounterClass(fields);
        Instant start = moment(fields, "start", "Start");
        String type = fields.text("type", "Type");
        String fault = Rules.textFault("Type", type, MAX_TYPE_LENGTH);
        fields.check(fault == null ? Map.of() : Map.of("type", fault));
        return new Beginning(
                Objects.requireNonNull(encounterClass, "checked above"),
                Objects.requireNonNull(start, "checked above"),
                type);
    }

    /** When an encounter ends. */
    public Instant finish(byte[] body) {
        Fields fields = new Fields(Json.object(body), Set.of("end"));
        Instant end = moment(fields, "end", "End");
        fields.check(Map.of());
        return Objects.requireNonNull(end, "checked above");
    }

    private static @Nullable EncounterClass encounterClass(Fields fields) {
        String code = fields.text("class", "Class");
        if (code == null) {
            fields.faultUnlessFaulty("class", "Class is required");
            return null;
        }
        return EncounterClass.ofCode(code).orElseGet(() -> {
            fields.fault("class", "Class must be AMB, EMER or IMP");
            return null;
        });
    }

    private @Nullable Instant moment(Fields fields, String field, String label) {
        Instant moment = fields.moment(field, label, Rules.EARLIEST_YEAR);
        if (moment == null) {
            fields.faultUnlessFaulty(field, label + " is required");
        } else if (moment.isAfter(clock.instant().plus(MAX_AHEAD))) {
            fields.fault(field, label + " cannot be in the future");
        }
        return moment;
    }
}
