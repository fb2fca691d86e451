package pms.command.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What can be asked to be done with a patient, by the name that it has on record when it is not done. */
enum CommandAction {
    REGISTER("patient.register", "POST", "/api/patients"),
    AMEND("patient.amend", "PUT", "/api/patients/{id}"),
    DEACTIVATE("patient.deactivate", "DELETE", "/api/patients/{id}"),
    ERASE("patient.erase", "POST", "/api/patients/{id}/erasure"),
    START_ENCOUNTER("encounter.start", "POST", "/api/patients/{id}/encounters"),
    FINISH_ENCOUNTER("encounter.finish", "POST", "/api/patients/{id}/encounters/{encounterId}/finish");

    private static final Map<CommandAction, PathPattern> PATTERNS = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    action -> action, action -> PathPatternParser.defaultInstance.parse(action.path)));

    private final String recorded;
    private final String method;
    private final String path;

    CommandAction(String recorded, String method, String path) {
        this.recorded = recorded;
        this.method = method;
        this.path = path;
    }

    String recorded() {
        return recorded;
    }

    /** What a request asks for; empty when it is no command. */
    static Optional<CommandAction> of(ServerHttpRequest request) {
        PathContainer asked = request.getPath().pathWithinApplication();
        return Arrays.stream(values())
                .filter(action -> action.method.equals(request.getMethod().name())
                        && action.pattern().matches(asked))
                .findFirst();
    }

    /** The patient in the path; none when the path names none, or no UUID. */
    List<UUID> patientIn(ServerHttpRequest request) {
        PathContainer asked = request.getPath().pathWithinApplication();
        return Optional.ofNullable(pattern().matchAndExtract(asked))
                .map(match -> match.getUriVariables().get("id"))
                .flatMap(CommandAction::uuid)
                .stream()
                .toList();
    }

    private PathPattern pattern() {
        return Objects.requireNonNull(PATTERNS.get(this));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noPatient) {
            return Optional.empty();
        }
    }
}
