package pms.command.access;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static pms.access.Role.ADMIN;
import static pms.access.Role.CLINICIAN;
import static pms.command.access.AccessRule.may;

import java.util.List;

/** What each role may call. The first rule about a call decides; a path without one is not there. */
final class AccessRules {

    static final List<AccessRule> ALL = List.of(
            may(POST, "/api/patients", ADMIN, CLINICIAN),
            may(PUT, "/api/patients/{id}", ADMIN, CLINICIAN),
            may(DELETE, "/api/patients/{id}", ADMIN, CLINICIAN),
            may(POST, "/api/patients/{id}/erasure", ADMIN),
            may(POST, "/api/patients/{id}/encounters", ADMIN, CLINICIAN),
            may(POST, "/api/patients/{id}/encounters/{encounterId}/finish", ADMIN, CLINICIAN));

    private AccessRules() {}
}
