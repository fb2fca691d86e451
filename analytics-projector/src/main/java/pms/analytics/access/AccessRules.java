package pms.analytics.access;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static pms.access.Role.ADMIN;
import static pms.access.Role.AUDITOR;
import static pms.analytics.access.AccessRule.may;

import java.util.List;

/** What each role may call. The first rule about a call decides; a path without one is not there. */
final class AccessRules {

    static final List<AccessRule> ALL = List.of(
            may(GET, "/api/analytics/summary", ADMIN, AUDITOR),
            may(GET, "/api/analytics/registrations", ADMIN, AUDITOR),
            may(GET, "/api/analytics/patients", ADMIN, AUDITOR),
            may(GET, "/api/analytics/demographics", ADMIN, AUDITOR),
            may(GET, "/api/analytics/encounters", ADMIN, AUDITOR),
            may(GET, "/api/analytics/census", ADMIN, AUDITOR),
            may(GET, "/api/analytics/readmissions", ADMIN, AUDITOR),
            may(GET, "/api/analytics/account-openings", ADMIN, AUDITOR),
            may(POST, "/api/analytics/rebuilds", ADMIN),
            may(GET, "/api/analytics/rebuilds", ADMIN, AUDITOR),
            may(GET, "/api/analytics/rebuilds/{id}", ADMIN, AUDITOR),
            may(DELETE, "/api/analytics/rebuilds/{id}", ADMIN),
            may(GET, "/api/analytics/rebuilds/{id}/progress", ADMIN, AUDITOR),
            may(POST, "/api/analytics/rebuilds/{id}/switch", ADMIN),
            may(POST, "/api/analytics/rebuilds/{id}/rollback", ADMIN),
            may(GET, "/api/audit", ADMIN, AUDITOR),
            may(GET, "/api/audit/verification", ADMIN, AUDITOR),
            may(GET, "/api/operations/analytics-projector/projections", ADMIN),
            may(GET, "/api/operations/analytics-projector/dead-letters", ADMIN),
            may(
                    GET,
                    "/api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset}",
                    ADMIN),
            may(
                    DELETE,
                    "/api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset}",
                    ADMIN),
            may(POST, "/api/operations/analytics-projector/dead-letters/replays", ADMIN));

    private AccessRules() {}
}
