package pms.cli.load;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers the patient of a line. Thread-safe. */
final class PatientLines {
    private final GatewayClient gateway;
    private final LocalDate today;
    /** Keys of a run are its own: a later run is told that the patient is there, not the first answer again. */
    private final UUID run;

    PatientLines(GatewayClient gateway, LocalDate today, UUID run) {
        this.gateway = gateway;
        this.today = today;
        this.run = run;
    }

    Outcome load(long number, String line) {
        JsonNode resource;
        try {
            resource = JsonMapper.shared().readTree(line);
        } catch (JacksonException malformed) {
            return new Outcome.Rejected("not JSON: " + malformed.getOriginalMessage());
        }
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
        Answer found = gateway.patient(holder);
        if (found.status() != 200) {
            return new Outcome.Rejected(conflict.reason() + " (by " + holder + ", which can't be read)");
        }
        List<String> differences = PatientComparison.differences(body, found.body());
        return differences.isEmpty()
                ? new Outcome.Unchanged()
                : new Outcome.Rejected(
                        "already registered as " + holder + ", but with another " + String.join(", ", differences));
    }
}
