package pms.query.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What can be read of patients, by the name that it has on record. */
public enum ReadAction {
    LIST("patient.list", "/api/patients"),
    /** Before {@link #READ}, whose path it has too. */
    FEED("patient.feed", "/api/patients/feed"),
    READ("patient.read", "/api/patients/{id}"),
    HISTORY("patient.history", "/api/patients/{id}/history"),
    ENCOUNTER_LIST("encounter.list", "/api/patients/{id}/encounters"),
    ENCOUNTER_READ("encounter.read", "/api/patients/{id}/encounters/{encounterId}");

    private static final Map<ReadAction, PathPattern> PATTERNS = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    action -> action, action -> PathPatternParser.defaultInstance.parse(action.path)));

    private final String recorded;
    private final String path;

    ReadAction(String recorded, String path) {
        this.recorded = recorded;
        this.path = path;
    }

    String recorded() {
        return recorded;
    }

    /** What a request asks for; empty for a path that shows no patient. */
    static Optional<ReadAction> of(PathContainer asked) {
        return Arrays.stream(values())
                .filter(action -> action.pattern().matches(asked))
                .findFirst();
    }

    /** The patient in the path, as it was given; empty when the path names none. */
    Optional<String> patientIn(PathContainer asked) {
        return Optional.ofNullable(pattern().matchAndExtract(asked))
                .map(match -> match.getUriVariables().get("id"));
    }

    private PathPattern pattern() {
        return Objects.requireNonNull(PATTERNS.get(this));
    }
}
