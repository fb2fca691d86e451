package pms.e2e.faults.truth;

import java.util.LinkedHashMap;
import java.util.Map;

/** The personal data of a made-up patient, as a command says it. */
public record Said(String name, String email, String address, String dateOfBirth, String gender, String region) {

    /** The body of a registration; an amendment takes it as well. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("email", email);
        body.put("address", address);
        body.put("dateOfBirth", dateOfBirth);
        body.put("gender", gender);
        body.put("region", region);
        body.put("registeredDate", "2026-01-15");
        return body;
    }

    public Said named(String other) {
        return new Said(other, email, address, dateOfBirth, gender, region);
    }

    public Said reachedAt(String otherEmail) {
        return new Said(name, otherEmail, address, dateOfBirth, gender, region);
    }

    /** None of it. */
    @Override
    public String toString() {
        return "Said";
    }
}
