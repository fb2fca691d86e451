package pms.gateway.access;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import pms.access.Role;

/**
 * Which roles may make one call. Paths are matched as the routes and the services behind match them, so that no spelling
 * of a path is answered there and not seen here. {@code HEAD} is allowed where {@code GET} is (RFC 9110, 9.3.2).
 *
 * @param isOpen whether the call needs no token; {@code roles} is empty then
 */
record AccessRule(Set<HttpMethod> methods, PathPattern path, Set<Role> roles, boolean isOpen) {

    static AccessRule open(HttpMethod method, String path) {
        return new AccessRule(offered(method), parsed(path), Set.of(), true);
    }

    static AccessRule only(Set<Role> roles, String path, HttpMethod... methods) {
        return new AccessRule(offered(methods), parsed(path), roles, false);
    }

    boolean isAbout(HttpMethod method, PathContainer calledPath) {
        return methods.contains(method) && path.matches(calledPath);
    }

    /** @param role null when nobody is named */
    boolean allows(@Nullable Role role) {
        return isOpen || (role != null && roles.contains(role));
    }

    /** For a person, for example {@code ADMIN or AUDITOR}. */
    String rolesText() {
        return roles.stream().map(Enum::name).sorted().collect(Collectors.joining(" or "));
    }

    private static Set<HttpMethod> offered(HttpMethod... methods) {
        Set<HttpMethod> offered = new LinkedHashSet<>(Arrays.asList(methods));
        if (offered.contains(HttpMethod.GET)) {
            offered.add(HttpMethod.HEAD);
        }
        return Set.copyOf(offered);
    }

    private static PathPattern parsed(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
