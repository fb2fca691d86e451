package pms.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import pms.e2e.client.Answer;
import pms.e2e.client.Json;

/** Made-up patients, each different from all others. */
public final class Patients {
    private Patients() {}

    /** All that a client may send. */
    public static Map<String, Object> whole() {
        Map<String, Object> patient = minimal();
        patient.put("givenName", "Nora");
        patient.put("familyName", "Fairweather");
        patient.put("phone", "+1-555-0100");
        patient.put("gender", "female");
        patient.put("region", "Vermont");
        patient.put("identifiers", List.of(identifier("urn:pms:test:mrn"), identifier("urn:pms:test:insurance")));
        return patient;
    }

    /** What the original's clients send: five fields. */
    public static Map<String, Object> minimal() {
        Map<String, Object> patient = new LinkedHashMap<>();
        patient.put("name", "Nora Fairweather");
        patient.put("email", email());
        patient.put("address", "12 Harbour Lane, Norwich");
        patient.put("dateOfBirth", "1984-03-09");
        patient.put("registeredDate", "2026-01-15");
        return patient;
    }

    public static Map<String, Object> with(String field, Object value) {
        Map<String, Object> patient = minimal();
        patient.put(field, value);
        return patient;
    }

    public static Map<String, Object> without(String field) {
        Map<String, Object> patient = minimal();
        patient.remove(field);
        return patient;
    }

    public static Map<String, Object> changed(Map<String, Object> patient, String field, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(patient);
        copy.put(field, value);
        return copy;
    }

    public static Object value(Map<String, Object> patient, String field) {
        return Objects.requireNonNull(patient.get(field));
    }

    public static String email() {
        return "p" + UUID.randomUUID().toString().replace("-", "") + "@example.org";
    }

    public static Map<String, String> identifier(String system) {
        return Map.of("system", system, "value", UUID.randomUUID().toString());
    }

    /** Registers through the gateway; fails unless it is acknowledged. */
    public static Registered register(Map<String, Object> patient) {
        Answer answer = TheSystem.gateway().post("/api/patients", patient);
        if (answer.status() != 201) {
            throw new AssertionError("registration answered " + answer.status() + ": " + answer.text());
        }
        return new Registered(answer.json().path("id").asString(), answer.position(), Json.write(patient));
    }

    /**
     * An acknowledged registration.
     *
     * @param sent the body of the request
     */
    public record Registered(String id, long position, String sent) {
        public String path() {
            return "/api/patients/" + id;
        }
    }
}
