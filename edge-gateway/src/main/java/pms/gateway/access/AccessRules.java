package pms.gateway.access;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static pms.access.Role.ADMIN;
import static pms.access.Role.AUDITOR;
import static pms.access.Role.BILLING;
import static pms.access.Role.CLINICIAN;
import static pms.gateway.access.AccessRule.only;
import static pms.gateway.access.AccessRule.open;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import pms.access.Role;

/**
 * Every call that there is, and who may make it. The first rule about a call decides. What has no rule here is not
 * there: it is asked of no service, so a new route needs a line in this table before anybody can use it.
 */
final class AccessRules {

    private static final Set<Role> EVERYBODY = Set.of(Role.values());
    private static final Set<Role> ADMINS = Set.of(ADMIN);
    private static final Set<Role> CARE = Set.of(ADMIN, CLINICIAN);
    private static final Set<Role> READERS = Set.of(ADMIN, CLINICIAN, BILLING);
    private static final Set<Role> HISTORIANS = Set.of(ADMIN, CLINICIAN, AUDITOR);
    private static final Set<Role> BILLERS = Set.of(ADMIN, BILLING);
    private static final Set<Role> AUDITORS = Set.of(ADMIN, AUDITOR);

    private static final List<AccessRule> RULES = List.of(
            open(POST, "/auth/login"),
            open(POST, "/auth/refresh"),
            open(GET, "/auth/validate"),
            open(GET, "/auth/jwks"),
            open(GET, "/actuator/health"),
            open(GET, "/actuator/health/liveness"),
            open(GET, "/actuator/health/readiness"),
            open(GET, "/"),
            open(GET, "/console/{version}/{*name}"),
            open(GET, "/docs"),
            open(GET, "/docs/"),
            open(GET, "/docs/{file}"),
            open(GET, "/api-docs/{name}"),
            only(EVERYBODY, "/auth/logout", POST),
            only(EVERYBODY, "/auth/password", PUT),
            only(ADMINS, "/auth/users", GET, POST),
            only(ADMINS, "/auth/users/{id}", GET, PATCH),
            only(READERS, "/api/patients", GET),
            only(CARE, "/api/patients", POST),
            only(CARE, "/api/patients/feed", GET), // before {id}, which it would be for a biller
            only(READERS, "/api/patients/{id}", GET),
            only(CARE, "/api/patients/{id}", PUT, DELETE),
            only(HISTORIANS, "/api/patients/{id}/history", GET),
            only(ADMINS, "/api/patients/{id}/erasure", POST),
            only(CARE, "/api/patients/{id}/encounters", GET, POST),
            only(CARE, "/api/patients/{id}/encounters/{encounterId}", GET),
            only(CARE, "/api/patients/{id}/encounters/{encounterId}/finish", POST),
            only(BILLERS, "/api/billing/accounts/{patientId}", GET),
            only(AUDITORS, "/api/analytics/summary", GET),
            only(AUDITORS, "/api/analytics/registrations", GET),
            only(AUDITORS, "/api/analytics/demographics", GET),
            only(AUDITORS, "/api/analytics/encounters", GET),
            only(AUDITORS, "/api/analytics/patients", GET),
            only(AUDITORS, "/api/analytics/census", GET),
            only(AUDITORS, "/api/analytics/readmissions", GET),
            only(AUDITORS, "/api/analytics/account-openings", GET),
            only(ADMINS, "/api/analytics/rebuilds", POST),
            only(AUDITORS, "/api/analytics/rebuilds", GET),
            only(AUDITORS, "/api/analytics/rebuilds/{id}", GET),
            only(ADMINS, "/api/analytics/rebuilds/{id}", DELETE),
            only(AUDITORS, "/api/analytics/rebuilds/{id}/progress", GET),
            only(ADMINS, "/api/analytics/rebuilds/{id}/switch", POST),
            only(ADMINS, "/api/analytics/rebuilds/{id}/rollback", POST),
            only(ADMINS, "/api/directory/rebuilds", POST),
            only(AUDITORS, "/api/directory/rebuilds", GET),
            only(AUDITORS, "/api/directory/rebuilds/{id}", GET),
            only(ADMINS, "/api/directory/rebuilds/{id}", DELETE),
            only(AUDITORS, "/api/directory/rebuilds/{id}/progress", GET),
            only(ADMINS, "/api/directory/rebuilds/{id}/switch", POST),
            only(ADMINS, "/api/directory/rebuilds/{id}/rollback", POST),
            only(AUDITORS, "/api/audit", GET),
            only(AUDITORS, "/api/audit/verification", GET),
            only(ADMINS, "/api/operations/query-side/projections", GET),
            only(ADMINS, "/api/operations/query-side/dead-letters", GET),
            only(
                    ADMINS,
                    "/api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset}",
                    GET,
                    DELETE),
            only(ADMINS, "/api/operations/query-side/dead-letters/replays", POST),
            only(ADMINS, "/api/operations/analytics-projector/projections", GET),
            only(ADMINS, "/api/operations/analytics-projector/dead-letters", GET),
            only(
                    ADMINS,
                    "/api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset}",
                    GET,
                    DELETE),
            only(ADMINS, "/api/operations/analytics-projector/dead-letters/replays", POST),
            only(ADMINS, "/api/operations/signing-keys/rotations", POST));

    private AccessRules() {}

    static Optional<AccessRule> about(HttpMethod method, PathContainer path) {
        return RULES.stream().filter(rule -> rule.isAbout(method, path)).findFirst();
    }

    /** The methods that a path has; none when there is no such path. */
    static Set<HttpMethod> methodsOf(PathContainer path) {
        return RULES.stream()
                .filter(rule -> rule.path().matches(path))
                .flatMap(AccessRules::methods)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Stream<AccessRule> all() {
        return RULES.stream();
    }

    private static Stream<HttpMethod> methods(AccessRule rule) {
        return rule.methods().stream();
    }
}
