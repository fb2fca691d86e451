package pms.e2e.billing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.TheSystem;
import pms.e2e.client.Accounts;
import pms.e2e.client.Answer;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.AccountChange;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.GetAccountRequest;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.OpenAccountResponse;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class AccountIT {
    private static Accounts accounts;

    @BeforeAll
    static void connect() {
        accounts = TheSystem.accounts();
    }

    @AfterAll
    static void disconnect() {
        accounts.close();
    }

    @Test
    void isOpenedForEachNewPatient() {
        Registered patient = Patients.register(Patients.minimal());
        JsonNode account = await().atMost(30, SECONDS)
                .until(() -> gateway().get("/api/billing/accounts/" + patient.id()), Answer::isSuccess)
                .json();
        assertThat(account.path("patientId").asString()).isEqualTo(patient.id());
        assertThat(account.path("status").asString()).isEqualTo("OPEN");
        assertThat(Instant.parse(account.path("openedAt").asString())).isBefore(Instant.now());

        Account byGrpc = accounts.service().getAccount(request(patient.id()));
        assertThat(byGrpc.getAccountId()).isEqualTo(account.path("accountId").asString());
        assertThat(byGrpc.getStatus()).isEqualTo(AccountStatus.ACCOUNT_STATUS_OPEN);
    }

    @Test
    void isUnknownForAnUnknownPatient() {
        String nobody = UUID.randomUUID().toString();
        asUser().get("/api/billing/accounts/" + nobody)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("account-not-found"));
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> accounts.service().getAccount(request(nobody)))
                .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void refusesAPatientIdThatIsNoUuid() {
        asUser().get("/api/billing/accounts/not-a-uuid")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("errors", hasKey("patientId"));
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> accounts.service().openAccount(open("not-a-uuid")))
                .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void isOneHoweverOftenItIsAskedFor() {
        String patientId = UUID.randomUUID().toString();
        OpenAccountResponse first = accounts.service().openAccount(open(patientId));
        OpenAccountResponse second = accounts.service().openAccount(open(patientId));
        assertThat(first.getOpened()).isTrue();
        assertThat(second.getOpened()).isFalse();
        assertThat(second.getAccountId()).isEqualTo(first.getAccountId());
        assertThat(second.getPatientId()).isEqualTo(patientId);
    }

    @Test
    void isToldOfInOrderAndWithoutAHole() {
        accounts.service().openAccount(open(UUID.randomUUID().toString()));
        accounts.service().openAccount(open(UUID.randomUUID().toString()));
        List<AccountChange> changes = accounts.changes(0, 2, 20);
        assertThat(changes)
                .extracting(AccountChange::getSequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, changes.size()).boxed().toList());
        assertThat(accounts.changes(1, 1, 20))
                .extracting(AccountChange::getSequence)
                .containsExactly(2L);
    }

    private static GetAccountRequest request(String patientId) {
        return GetAccountRequest.newBuilder().setPatientId(patientId).build();
    }

    private static OpenAccountRequest open(String patientId) {
        return OpenAccountRequest.newBuilder().setPatientId(patientId).build();
    }
}
