package pms.gateway.auth.token;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths that need no token. Everything else does, whether it exists or not. Matched by the same patterns as the
 * routes, so that no spelling of a path is open here and routed there.
 */
final class OpenPaths {

    private static final List<PathPattern> OPEN = Stream.of(
                    "/auth/login",
                    "/auth/refresh",
                    "/auth/jwks",
                    "/auth/validate",
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/",
                    "/console/{version}/{*name}",
                    "/docs",
                    "/docs/",
                    "/docs/{file}",
                    "/api-docs/{name}")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private OpenPaths() {}

    static boolean contains(PathContainer path) {
        return OPEN.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
