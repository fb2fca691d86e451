package pms.query.access;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static pms.access.Role.ADMIN;
import static pms.access.Role.AUDITOR;
import static pms.access.Role.BILLING;
import static pms.access.Role.CLINICIAN;
import static pms.query.access.AccessRule.may;

import java.util.List;

/** What each role may call. The first rule about a call decides; a path without one is not there. */
final class AccessRules {

    static final List<AccessRule> ALL = List.of(
            may(GET, "/api/patients", ADMIN, CLINICIAN, BILLING),
            may(GET, "/api/patients/feed", ADMIN, CLINICIAN),
            may(GET, "/api/patients/{id}", ADMIN, CLINICIAN, BILLING),
            may(GET, "/api/patients/{id}/history", ADMIN, CLINICIAN, AUDITOR),
            may(GET, "/api/patients/{id}/encounters", ADMIN, CLINICIAN),
            may(GET, "/api/patients/{id}/encounters/{encounterId}", ADMIN, CLINICIAN),
            may(POST, "/api/directory/rebuilds", ADMIN),
            may(GET, "/api/directory/rebuilds", ADMIN, AUDITOR),
            may(GET, "/api/directory/rebuilds/{id}", ADMIN, AUDITOR),
            may(DELETE, "/api/directory/rebuilds/{id}", ADMIN),
            may(GET, "/api/directory/rebuilds/{id}/progress", ADMIN, AUDITOR),
            may(POST, "/api/directory/rebuilds/{id}/switch", ADMIN),
            may(POST, "/api/directory/rebuilds/{id}/rollback", ADMIN),
            may(GET, "/api/operations/query-side/projections", ADMIN),
            may(GET, "/api/operations/query-side/dead-letters", ADMIN),
            may(GET, "/api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset}", ADMIN),
            may(DELETE, "/api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset}", ADMIN),
            may(POST, "/api/operations/query-side/dead-letters/replays", ADMIN));

    private AccessRules() {}
}
