package pms.cli.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loads the encounters of one patient, whom it finds by the id that the file's maker gave. Thread-safe. */
final class PatientEncounters {
    /** Under it Synthea keeps the {@code Patient.id} among the identifiers of a patient. */
    static final String ID_SYSTEM = "https://github.com/synthetichealth/synthea";

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final GatewayClient gateway;
    private final Pace pace;

    /** A patient who was registered a moment ago may not have reached the view yet; all wait until then together. */
    private final long visibleByNanos;

    /** @param patience how long from now on to look for somebody who is not there */
    PatientEncounters(GatewayClient gateway, Pace pace, Duration patience) {
        this.gateway = gateway;
        this.pace = pace;
        this.visibleByNanos = System.nanoTime() + patience.toNanos();
    }

    /**
     * Loads them one after the other.
     *
     * @param lines in the order in which they began
     * @param outcomes takes each line's
     */
    void load(String patient, List<EncounterLine> lines, BiConsumer<EncounterLine, Outcome> outcomes) {
        String path;
        KnownEncounters known;
        try {
            path = "/api/patients/" + find(patient) + "/encounters";
            known = KnownEncounters.read(gateway, path);
        } catch (RuntimeFailure failure) {
            lines.forEach(line -> outcomes.accept(line, rejected(failure)));
            return;
        }
        for (EncounterLine line : lines) {
            pace.next();
            outcomes.accept(line, load(path, line, known));
        }
    }

    private Outcome load(String path, EncounterLine line, KnownEncounters known) {
        try {
            Optional<KnownEncounters.Known> same = known.take(line);
            if (same.isEmpty()) {
                return start(path, line);
            }
            return same.get().isFinished() || line.end() == null
                    ? new Outcome.EncounterUnchanged()
                    : finish(path, same.get().id(), line, line.end());
        } catch (RuntimeFailure failure) {
            return rejected(failure);
        }
    }

    private Outcome start(String path, EncounterLine line) {
        Answer started = gateway.post(path, line.beginning(), line.key());
        if (started.status() != 201) {
            return new Outcome.EncounterRejected(started.reason());
        }
        String id = started.body().path("id").asString("");
        return line.end() == null ? new Outcome.EncounterLoaded() : finish(path, id, line, line.end());
    }

    private Outcome finish(String path, String id, EncounterLine line, Instant end) {
        JsonNode body = JsonMapper.shared().createObjectNode().put("end", end.toString());
        Answer finished = gateway.post(path + "/" + id + "/finish", body, line.key() + "-finish");
        return finished.status() == 200
                ? new Outcome.EncounterLoaded()
                : new Outcome.EncounterRejected("started, but not finished: " + finished.reason());
    }

    /** The id of the patient in PMS. */
    private String find(String patient) {
        Optional<String> found = look(patient);
        while (found.isEmpty() && System.nanoTime() < visibleByNanos && Waiting.pause(LOOK_EVERY)) {
            found = look(patient);
        }
        return found.orElseThrow(
                () -> new RuntimeFailure("no patient has the identifier " + patient + " (of " + ID_SYSTEM + ")"));
    }

    private Optional<String> look(String patient) {
        Answer list = gateway.get("/api/patients?size=200&q=" + URLEncoder.encode(patient, StandardCharsets.UTF_8));
        if (list.status() != 200) {
            throw new RuntimeFailure(list.reason());
        }
        return list.body()
                .valueStream()
                .filter(found -> found.path("identifiers").valueStream().anyMatch(each -> isId(each, patient)))
                .map(found -> found.path("id").asString(""))
                .findFirst();
    }

    private static boolean isId(JsonNode identifier, String patient) {
        return identifier.path("system").asString("").equals(ID_SYSTEM)
                && identifier.path("value").asString("").equals(patient);
    }

    private static Outcome rejected(RuntimeFailure failure) {
        return new Outcome.EncounterRejected(String.valueOf(failure.getMessage()));
    }
}
