package pms.cli.load;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers the patient of a line; an encounter is handed on. Thread-safe. */
final class PatientLines {
    private static final Duration VISIBLE = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final GatewayClient gateway;
    private final LocalDate today;
    /** Keys of a run are its own: a later run is told that the patient is there, not the first answer again. */
    private final UUID run;

    private final Pace pace;
    private final Consumer<EncounterLine> encounters;

    /** @param encounters takes those that are found among the lines */
    PatientLines(GatewayClient gateway, LocalDate today, UUID run, Pace pace, Consumer<EncounterLine> encounters) {
        this.gateway = gateway;
        this.today = today;
        this.run = run;
        this.pace = pace;
        this.encounters = encounters;
    }

    /** Empty when the line is an encounter, whose outcome comes later. */
    Optional<Outcome> load(long number, String line) {
        JsonNode resource;
        try {
            resource = JsonMapper.shared().readTree(line);
        } catch (JacksonException malformed) {
            return Optional.of(new Outcome.Rejected("not JSON: " + malformed.getOriginalMessage()));
        }
        return EncounterLine.isOne(resource) ? handOn(number, line, resource) : Optional.of(load(number, resource));
    }

    private Optional<Outcome> handOn(long number, String line, JsonNode resource) {
        try {
            encounters.accept(EncounterLine.of(number, line, resource));
            return Optional.empty();
        } catch (RuntimeFailure failure) {
            return Optional.of(new Outcome.EncounterRejected(String.valueOf(failure.getMessage())));
        }
    }

    private Outcome load(long number, JsonNode resource) {
        String type = resource.path("resourceType").asString("");
        if (!type.equals("Patient")) {
            return new Outcome.Rejected(
                    type.isEmpty() ? "not a FHIR Patient: no resourceType" : "not a FHIR Patient, but " + type);
        }
        try {
            return register(number, FhirPatient.registration(resource, today));
        } catch (RuntimeFailure failure) {
            return new Outcome.Rejected(String.valueOf(failure.getMessage()));
        }
    }

    private Outcome register(long number, JsonNode body) {
        pace.next();
        Answer answer = gateway.register(body, "load-" + run + "-" + number);
        if (answer.status() == 201) {
            return new Outcome.Registered();
        }
        String holder = answer.body().path("patientId").asString("");
        if (answer.status() == 409 && !holder.isEmpty()) {
            return compare(body, answer, holder);
        }
        return new Outcome.Rejected(answer.reason());
    }

    private Outcome compare(JsonNode body, Answer conflict, String holder) {
        Answer found = read(holder);
        if (found.status() != 200) {
            return new Outcome.Rejected(conflict.reason() + " (by " + holder + ", which can't be read)");
        }
        List<String> differences = PatientComparison.differences(body, found.body());
        return differences.isEmpty()
                ? new Outcome.Unchanged()
                : new Outcome.Rejected(
                        "already registered as " + holder + ", but with another " + String.join(", ", differences));
    }

    /** A patient who was registered a moment ago may not have reached the view yet. */
    private Answer read(String id) {
        Answer found = gateway.patient(id);
        long deadline = System.nanoTime() + VISIBLE.toNanos();
        while (found.status() == 404 && System.nanoTime() < deadline && Waiting.pause(LOOK_EVERY)) {
            found = gateway.patient(id);
        }
        return found;
    }
}
