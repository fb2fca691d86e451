package pms.e2e.faults.load;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Outcome;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;

/** Sends one try of a command and tells what its answer means. */
final class Sender {
    /** By these the system says that it does not carry a command out, now or later. */
    private static final Set<Integer> REJECTIONS = Set.of(400, 404, 409, 410, 412, 422);

    private static final List<String> CLASSES = List.of("AMB", "EMER", "IMP");
    private static final String STARTED = "2026-01-20T07:45:00.5+01:00";
    private static final String ENDED = "2026-01-20T07:15:00Z";

    private final Doors doors;

    Sender(Doors doors) {
        this.doors = doors;
    }

    /**
     * A try and what came of it.
     *
     * @param version of the patient after it; 0 when the answer does not say
     * @param encounter that was started or finished; {@code null} when that is not known
     */
    record Tried(Outcome outcome, long version, @Nullable String encounter) {}

    /** @param random chooses the door */
    Tried send(Intent intent, String key, int attempt, Random random) {
        try {
            Gateway gateway = doors.choose(random);
            Answer answer = send(gateway, intent, key);
            if (answer.status() == 401) {
                doors.refused(gateway);
            }
            return understand(answer, intent, attempt);
        } catch (UncheckedIOException noAnswer) {
            return new Tried(new Unknown("no answer"), 0, intent.encounter());
        }
    }

    private static Answer send(Gateway gateway, Intent intent, String key) {
        String path = intent.patient() == null ? "/api/patients" : "/api/patients/" + intent.patient();
        String[] headers = intent.ifMatch() == 0
                ? new String[] {"Idempotency-Key", key}
                : new String[] {"Idempotency-Key", key, "If-Match", "\"" + intent.ifMatch() + "\""};
        Map<String, Object> body =
                intent.said() == null ? Map.of() : intent.said().body();
        return switch (intent.kind()) {
            case REGISTER -> gateway.post(path, body, headers);
            case AMEND -> gateway.put(path, body, headers);
            case DEACTIVATE -> gateway.delete(path, headers);
            case ERASE -> gateway.send("POST", path + "/erasure", null, headers);
            case START_ENCOUNTER -> gateway.post(path + "/encounters", beginning(key), headers);
            case FINISH_ENCOUNTER ->
                gateway.post(path + "/encounters/" + intent.encounter() + "/finish", Map.of("end", ENDED), headers);
        };
    }

    /** The same for each try. */
    private static Map<String, Object> beginning(String key) {
        String encounterClass = CLASSES.get(Math.floorMod(key.hashCode(), CLASSES.size()));
        return Map.of("class", encounterClass, "start", STARTED, "type", "Trial of strength");
    }

    private static Tried understand(Answer answer, Intent intent, int attempt) {
        if (answer.isSuccess()) {
            var json = answer.text().isBlank() ? Json.read("{}") : answer.json();
            String patient = intent.patient() == null ? json.path("id").asString() : intent.patient();
            return new Tried(
                    new Acknowledged(answer.position(), patient, attempt),
                    json.path("version").asLong(0),
                    intent.isOfAnEncounter() ? json.path("id").asString() : null);
        }
        return REJECTIONS.contains(answer.status())
                ? new Tried(new Rejected(answer.status(), code(answer)), 0, intent.encounter())
                : new Tried(new Unknown(answer.status() + " " + code(answer)), 0, intent.encounter());
    }

    private static String code(Answer answer) {
        boolean problem = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return problem ? answer.json().path("code").asString("") : "";
    }
}
