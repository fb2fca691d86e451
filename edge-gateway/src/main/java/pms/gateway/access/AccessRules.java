package pms.gateway.access;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static pms.access.Role.ADMIN;
import static pms.gateway.access.AccessRule.only;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** The calls that not every role may make. The first rule about a call decides; a call without one is for all roles. */
final class AccessRules {

    private static final List<AccessRule> RULES = List.of(
            only(Set.of(ADMIN), GET, "/auth/users/**"),
            only(Set.of(ADMIN), POST, "/auth/users/**"),
            only(Set.of(ADMIN), PATCH, "/auth/users/**"),
            only(Set.of(ADMIN), POST, "/api/patients/{id}/erasure"));

    private AccessRules() {}

    static Optional<AccessRule> about(HttpMethod method, PathContainer path) {
        return RULES.stream().filter(rule -> rule.isAbout(method, path)).findFirst();
    }
}
