package pms.analytics.access;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Whose token a path needs. Paths are matched as the endpoints behind match them. */
enum Door {
    /** Nobody's: whether the service is up, and its metrics, which are counts and times. */
    OPEN,
    /** The operator's: how the service is doing. */
    OPERATOR,
    /** A user's, whether the path exists or not. */
    USER;

    private static final List<PathPattern> OPEN_PATHS = parsed("/actuator/health/**", "/actuator/prometheus");
    private static final List<PathPattern> OPERATOR_PATHS = parsed("/actuator/**", "/internal/**");

    static Door of(PathContainer path) {
        if (matches(OPEN_PATHS, path)) {
            return OPEN;
        }
        return matches(OPERATOR_PATHS, path) ? OPERATOR : USER;
    }

    private static List<PathPattern> parsed(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
