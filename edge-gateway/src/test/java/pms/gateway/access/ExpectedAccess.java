package pms.gateway.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pms.access.Role;
import pms.gateway.support.Billing;

/**
 * Who may make which call, written down a second time and in another form, from the contract: a slip in the one table
 * does not show in the other.
 */
record ExpectedAccess(String method, String path, String place, Set<Role> roles) {

    private static final String OPEN = "open";

    private static final List<ExpectedAccess> TABLE = Stream.of(
                    // method, path, who answers, who may call: A(DMIN), C(LINICIAN), B(ILLING), (A)U(DITOR)
                    "GET    /actuator/health                                       gateway   open",
                    "GET    /actuator/health/liveness                              gateway   open",
                    "GET    /actuator/health/readiness                             gateway   open",
                    "GET    /                                                      gateway   open",
                    "GET    /console/{version}/{*name}                             gateway   open",
                    "GET    /docs                                                  gateway   open",
                    "GET    /docs/                                                 gateway   open",
                    "GET    /docs/{file}                                           gateway   open",
                    "GET    /api-docs/{name}                                       gateway   open",
                    "POST   /auth/login                                            gateway   open",
                    "POST   /auth/refresh                                          gateway   open",
                    "GET    /auth/validate                                         gateway   open",
                    "GET    /auth/jwks                                             gateway   open",
                    "POST   /auth/logout                                           gateway   ACBU",
                    "PUT    /auth/password                                         gateway   ACBU",
                    "GET    /auth/users                                            gateway   A",
                    "POST   /auth/users                                            gateway   A",
                    "GET    /auth/users/{id}                                       gateway   A",
                    "PATCH  /auth/users/{id}                                       gateway   A",
                    "GET    /api/billing/accounts/{patientId}                      gateway   AB",
                    "GET    /api/patients                                          query     ACB",
                    "GET    /api/patients/{id}                                     query     ACB",
                    "GET    /api/patients/{id}/history                             query     ACU",
                    "GET    /api/patients/{id}/encounters                          query     AC",
                    "GET    /api/patients/{id}/encounters/{encounterId}            query     AC",
                    "GET    /api/patients/feed                                     query     AC",
                    "POST   /api/patients                                          command   AC",
                    "PUT    /api/patients/{id}                                     command   AC",
                    "DELETE /api/patients/{id}                                     command   AC",
                    "POST   /api/patients/{id}/encounters                          command   AC",
                    "POST   /api/patients/{id}/encounters/{encounterId}/finish     command   AC",
                    "POST   /api/patients/{id}/erasure                             command   A",
                    "GET    /api/analytics/summary                                 analytics AU",
                    "GET    /api/analytics/registrations                           analytics AU",
                    "GET    /api/analytics/demographics                            analytics AU",
                    "GET    /api/analytics/encounters                              analytics AU",
                    "GET    /api/analytics/patients                                analytics AU",
                    "GET    /api/analytics/census                                  analytics AU",
                    "GET    /api/analytics/readmissions                            analytics AU",
                    "GET    /api/analytics/account-openings                        analytics AU",
                    "POST   /api/analytics/rebuilds                                analytics A",
                    "GET    /api/analytics/rebuilds                                analytics AU",
                    "GET    /api/analytics/rebuilds/{id}                           analytics AU",
                    "DELETE /api/analytics/rebuilds/{id}                           analytics A",
                    "GET    /api/analytics/rebuilds/{id}/progress                  analytics AU",
                    "POST   /api/analytics/rebuilds/{id}/switch                    analytics A",
                    "POST   /api/analytics/rebuilds/{id}/rollback                  analytics A",
                    "POST   /api/directory/rebuilds                                query     A",
                    "GET    /api/directory/rebuilds                                query     AU",
                    "GET    /api/directory/rebuilds/{id}                           query     AU",
                    "DELETE /api/directory/rebuilds/{id}                           query     A",
                    "GET    /api/directory/rebuilds/{id}/progress                  query     AU",
                    "POST   /api/directory/rebuilds/{id}/switch                    query     A",
                    "POST   /api/directory/rebuilds/{id}/rollback                  query     A",
                    "GET    /api/audit                                             analytics AU",
                    "GET    /api/audit/verification                                analytics AU",
                    "GET    /api/operations/query-side/projections                 query     A",
                    "GET    /api/operations/query-side/dead-letters                query     A",
                    "GET    /api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset} query     A",
                    "DELETE /api/operations/query-side/dead-letters/{projection}/{topic}/{partition}/{offset} query     A",
                    "POST   /api/operations/query-side/dead-letters/replays        query     A",
                    "GET    /api/operations/analytics-projector/projections        analytics A",
                    "GET    /api/operations/analytics-projector/dead-letters       analytics A",
                    "GET    /api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset} analytics A",
                    "DELETE /api/operations/analytics-projector/dead-letters/{projection}/{topic}/{partition}/{offset} analytics A",
                    "POST   /api/operations/analytics-projector/dead-letters/replays analytics A",
                    "POST   /api/operations/signing-keys/rotations                 gateway   A")
            .map(ExpectedAccess::parsed)
            .toList();

    static Stream<ExpectedAccess> table() {
        return TABLE.stream();
    }

    boolean isOpen() {
        return roles.isEmpty();
    }

    boolean isAnsweredBehind() {
        return !place.equals("gateway");
    }

    /** {@code GET /api/patients/{id}}. */
    String call() {
        return method + " " + path;
    }

    /** A path that there is. */
    String example() {
        return path.replace("{file}", "page.js").replace("{name}", "patients").replaceAll("\\{[^}]*}", Billing.KNOWN);
    }

    @Override
    public String toString() {
        return call();
    }

    private static ExpectedAccess parsed(String row) {
        String[] cells = row.split(" +", -1);
        return new ExpectedAccess(cells[0], cells[1], cells[2], cells[3].equals(OPEN) ? Set.of() : roles(cells[3]));
    }

    private static Set<Role> roles(String letters) {
        return Arrays.stream(letters.split(""))
                .map(letter -> switch (letter) {
                    case "A" -> Role.ADMIN;
                    case "C" -> Role.CLINICIAN;
                    case "B" -> Role.BILLING;
                    case "U" -> Role.AUDITOR;
                    default -> throw new IllegalArgumentException(letter);
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
