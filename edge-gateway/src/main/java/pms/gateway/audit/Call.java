package pms.gateway.audit;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which action a call is: a refused one is on record by the name that it would have had. The first that fits counts. */
public record Call(HttpMethod method, PathPattern path, Action action) {

    private static final String PATIENT = "patient";

    private static final List<Call> CALLS = List.of(
            call(POST, "/auth/logout", Action.LOGOUT),
            call(PUT, "/auth/password", Action.PASSWORD_CHANGED),
            call(GET, "/auth/users", Action.USER_LIST),
            call(POST, "/auth/users", Action.USER_CREATED),
            call(GET, "/auth/users/{id}", Action.USER_READ),
            call(PATCH, "/auth/users/{id}", Action.USER_CHANGED),
            call(GET, "/api/patients", Action.PATIENT_LIST),
            call(POST, "/api/patients", Action.PATIENT_REGISTER),
            call(GET, "/api/patients/feed", Action.PATIENT_FEED), // before {patient}, whose path it has too
            call(GET, "/api/patients/{patient}", Action.PATIENT_READ),
            call(PUT, "/api/patients/{patient}", Action.PATIENT_AMEND),
            call(DELETE, "/api/patients/{patient}", Action.PATIENT_DEACTIVATE),
            call(GET, "/api/patients/{patient}/history", Action.PATIENT_HISTORY),
            call(POST, "/api/patients/{patient}/erasure", Action.PATIENT_ERASE),
            call(GET, "/api/patients/{patient}/encounters", Action.ENCOUNTER_LIST),
            call(GET, "/api/patients/{patient}/encounters/{encounter}", Action.ENCOUNTER_READ),
            call(POST, "/api/patients/{patient}/encounters", Action.ENCOUNTER_START),
            call(POST, "/api/patients/{patient}/encounters/{encounter}/finish", Action.ENCOUNTER_FINISH),
            call(GET, "/api/billing/accounts/{patient}", Action.ACCOUNT_READ),
            call(POST, "/api/analytics/rebuilds/**", Action.ANALYTICS_REBUILD),
            call(DELETE, "/api/analytics/rebuilds/**", Action.ANALYTICS_REBUILD),
            call(GET, "/api/analytics/**", Action.ANALYTICS_READ),
            call(POST, "/api/directory/rebuilds/**", Action.DIRECTORY_REBUILD),
            call(DELETE, "/api/directory/rebuilds/**", Action.DIRECTORY_REBUILD),
            call(GET, "/api/directory/**", Action.DIRECTORY_READ),
            call(GET, "/api/audit", Action.AUDIT_READ),
            call(GET, "/api/audit/verification", Action.AUDIT_VERIFIED),
            call(POST, "/api/operations/signing-keys/rotations", Action.KEYS_ROTATED),
            call(POST, "/api/operations/{service}/dead-letters/replays", Action.DEAD_LETTERS_REPLAYED),
            call(DELETE, "/api/operations/{service}/dead-letters/**", Action.DEAD_LETTER_DROPPED),
            call(GET, "/api/operations/**", Action.OPERATIONS_READ));

    /** The action of a call; {@link Action#OTHER} when it has no name. */
    public static Action actionOf(HttpMethod method, PathContainer path) {
        HttpMethod asked = method.equals(HEAD) ? GET : method;
        return CALLS.stream()
                .filter(call -> call.method.equals(asked) && call.path.matches(path))
                .findFirst()
                .map(Call::action)
                .orElse(Action.OTHER);
    }

    /** The patient that the path names; none when it names none, or no UUID. */
    static List<UUID> patientIn(PathContainer path) {
        return CALLS.stream()
                .flatMap(call -> Stream.ofNullable(call.path.matchAndExtract(path)))
                .flatMap(match -> Stream.ofNullable(match.getUriVariables().get(PATIENT)))
                .flatMap(text -> uuid(text).stream())
                .limit(1)
                .toList();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noPatient) {
            return Optional.empty();
        }
    }

    private static Call call(HttpMethod method, String path, Action action) {
        return new Call(method, PathPatternParser.defaultInstance.parse(path), action);
    }
}
