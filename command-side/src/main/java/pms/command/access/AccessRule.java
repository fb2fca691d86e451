package pms.command.access;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import pms.access.Role;

/** Which roles may make one call. Paths are matched as the endpoints behind match them. */
record AccessRule(HttpMethod method, PathPattern path, Set<Role> roles) {

    static AccessRule may(HttpMethod method, String path, Role... roles) {
        return new AccessRule(method, PathPatternParser.defaultInstance.parse(path), Set.of(roles));
    }

    boolean isAbout(PathContainer called) {
        return path.matches(called);
    }

    /** HEAD is answered as GET is. */
    boolean isAbout(HttpMethod called) {
        return method.equals(called) || (method.equals(HttpMethod.GET) && called.equals(HttpMethod.HEAD));
    }
}
