package pms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.access.Role;
import pms.gateway.support.Answer;
import pms.gateway.support.Billing;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Trail;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** What the gateway shows and refuses is on record. */
class GatewayAuditIT extends GatewayTest {

    private static final String NOBODY = "9b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";

    @SuppressWarnings("NullAway.Init")
    private static Trail trail;

    @BeforeAll
    static void open() {
        trail = new Trail();
    }

    @AfterAll
    static void close() {
        trail.close();
    }

    @Test
    void anAccountThatIsShownIsOnRecordWithWhoAndWhereFrom() {
        Asking asking = Asking.with(client());

        Answer answer = asking.send("GET", "/api/billing/accounts/" + Billing.KNOWN, loggedInAs(Role.BILLING), "");

        assertThat(answer.status()).isEqualTo(200);
        AccessEntry entry = only(asking);
        assertThat(entry.getAction()).isEqualTo("account.read");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo("billing@test.com");
        assertThat(entry.getRole()).isEqualTo("BILLING");
        assertThat(entry.getPatientIdsList()).containsExactly(Billing.KNOWN);
        assertThat(entry.getAddress()).isEqualTo("127.0.0.1");
        assertThat(entry.getService()).isEqualTo("edge-gateway");
        assertThat(UUID.fromString(entry.getId())).isNotNull();
    }

    @Test
    void askingForAnAccountThatIsNotThereIsOnRecord() {
        Asking asking = Asking.with(client());

        assertThat(asking.send("GET", "/api/billing/accounts/" + NOBODY, loggedInAs(Role.ADMIN), "")
                        .status())
                .isEqualTo(404);

        AccessEntry entry = only(asking);
        assertThat(entry.getAction()).isEqualTo("account.read");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.NOTHING);
        assertThat(entry.getPatientIdsList()).containsExactly(NOBODY);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/patients?q=secret,            AUDITOR,   patient.list,       false",
        "HEAD,   /api/patients/{id},                AUDITOR,   patient.read,       true",
        "GET,    /api/patients/{id}/history,        BILLING,   patient.history,    true",
        "GET,    /api/patients/{id}/encounters,     BILLING,   encounter.list,     true",
        "GET,    /api/patients/{id}/encounters/1,   AUDITOR,   encounter.read,     true",
        "POST,   /api/patients/{id}/encounters,     BILLING,   encounter.start,    true",
        "POST,   /api/patients/{id}/encounters/1/finish, AUDITOR, encounter.finish, true",
        "GET,    /api/patients/feed,                BILLING,   patient.feed,       false",
        "PUT,    /api/patients/{id},                BILLING,   patient.amend,      true",
        "DELETE, /api/patients/{id},                AUDITOR,   patient.deactivate, true",
        "POST,   /api/patients/{id}/erasure,        CLINICIAN, patient.erase,      true",
        "GET,    /api/billing/accounts/{id},        CLINICIAN, account.read,       true",
        "GET,    /api/analytics/summary,            BILLING,   analytics.read,     false",
        "GET,    /api/analytics/rebuilds/{id},      BILLING,   analytics.read,     false",
        "POST,   /api/analytics/rebuilds/{id}/switch, AUDITOR, analytics.rebuild,  false",
        "DELETE, /api/directory/rebuilds/{id},      CLINICIAN, directory.rebuild,  false",
        "GET,    /api/audit?patient={id},           CLINICIAN, audit.read,         false",
        "GET,    /auth/users/{id},                  AUDITOR,   user.read,          false",
        "POST,   /auth/users,                       CLINICIAN, user.created,       false"
    })
    void aRefusalIsOnRecord(String method, String path, Role role, String action, boolean namesThePatient) {
        Asking asking = Asking.with(client());

        assertThat(asking.send(method, path.replace("{id}", NOBODY), loggedInAs(role), "")
                        .status())
                .isEqualTo(403);

        AccessEntry entry = only(asking);
        assertThat(entry.getAction()).isEqualTo(action);
        assertThat(entry.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry.getRole()).isEqualTo(role.name());
        assertThat(entry.getDetail()).isEqualTo("forbidden");
        assertThat(entry.getPatientIdsList()).isEqualTo(namesThePatient ? List.of(NOBODY) : List.of());
        assertThat(entry.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/patients", "GET, /nothing/here", "POST, /auth/logout", "GET, /auth/validate"})
    void aTokenThatDoesNotCountIsOnRecordWithoutANameAndWithoutThePath(String method, String path) {
        Asking asking = Asking.with(client());

        assertThat(asking.send(method, path, Client.bearer("a.b.c"), "").status())
                .isEqualTo(401);

        AccessEntry entry = only(asking);
        assertThat(entry.getAction()).isEqualTo("token.refused");
        assertThat(entry.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry.getActor()).isEmpty();
        assertThat(entry.getDetail()).isEqualTo("not-valid");
        assertThat(entry.getAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void aCorrelationIdThatIsATextIsNotOnRecord() {
        Asking asking = new Asking(client(), "Ada (born 1984)");

        Answer answer = asking.send("GET", "/api/billing/accounts/" + Billing.KNOWN, loggedInAs(Role.BILLING), "");

        String made = answer.header("X-Correlation-Id");
        assertThat(UUID.fromString(made)).isNotNull();
        assertThat(trail.of(made, 1)).hasSize(1);
        assertThat(trail.of(asking.id(), 0)).isEmpty();
    }

    @Test
    void aRequestWithoutATokenIsNot() {
        Asking unnamed = Asking.with(client());
        Asking later = Asking.with(client());

        assertThat(unnamed.send("GET", "/api/patients", Map.of(), "").status()).isEqualTo(401);
        later.send("GET", "/api/patients", Client.bearer("a.b.c"), "");

        only(later);
        assertThat(trail.of(unnamed.id(), 0)).isEmpty();
    }

    private static AccessEntry only(Asking asking) {
        List<AccessEntry> entries = trail.of(asking.id(), 1);
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }
}
