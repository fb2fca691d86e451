package pms.gateway.access;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import pms.access.Role;

/**
 * Which roles may make one call. Paths are matched as the routes and the services behind match them, so that no spelling
 * of a path is answered there and not seen here.
 */
record AccessRule(HttpMethod method, PathPattern path, Set<Role> roles) {

    static AccessRule only(Set<Role> roles, HttpMethod method, String path) {
        return new AccessRule(method, PathPatternParser.defaultInstance.parse(path), roles);
    }

    boolean isAbout(HttpMethod called, PathContainer calledPath) {
        return method.equals(called) && path.matches(calledPath);
    }
}
