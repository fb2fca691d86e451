package pms.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.Billing;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Surroundings;
import reactor.core.Disposable;

class BillingAccountIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void showsAnAccount() {
        Answer answer = account(Billing.KNOWN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo(
                        "{\"accountId\":\"acc-%s\",\"patientId\":\"%s\",\"status\":\"OPEN\",\"openedAt\":\"2023-11-14T22:13:20Z\"}"
                                .formatted(Billing.KNOWN, Billing.KNOWN));
    }

    @Test
    void showsAClosedAccount() {
        assertThat(account(Billing.CLOSED).json().path("status").asString()).isEqualTo("CLOSED");
    }

    @Test
    void saysThatThereIsNoAccount() {
        Answer answer = account("9b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("account-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1-1-1-1-1", "0b87ae8f5a7a4d0a9d5e0f3f2b1c4d5e", "zb87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e"})
    void refusesAnIdThatIsNoUuid(String id) {
        int before = Surroundings.BILLING.calls();

        Answer answer = account(id);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-parameter");
        assertThat(answer.json().path("errors").path("patientId").asString()).isEqualTo("Must be a UUID");
        assertThat(Surroundings.BILLING.calls()).isEqualTo(before);
    }

    @Test
    void asksAgainWhenBillingWasAway() {
        Answer answer = account(Billing.AWAY_TWICE);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void saysThatBillingIsAwayAfterThreeAttempts() {
        int before = Surroundings.BILLING.calls();

        Answer answer = account(Billing.AWAY);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(Surroundings.BILLING.calls()).isEqualTo(before + 3);
    }

    @Test
    void leaksNothingOfAFaultInBilling() {
        Answer answer = account(Billing.BROKEN);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal-error");
        assertThat(answer.body()).doesNotContain("secret", "database");
    }

    @Test
    void endsTheCallWhenTheClientIsGone() {
        int before = Surroundings.BILLING.cancelled();
        int calls = Surroundings.BILLING.calls();

        Disposable request = client().http(loggedIn())
                .get()
                .uri("/api/billing/accounts/" + Billing.SILENT)
                .response()
                .subscribe();
        await().atMost(PATIENCE).until(() -> Surroundings.BILLING.calls() > calls);
        request.dispose();

        await().atMost(PATIENCE).until(() -> Surroundings.BILLING.cancelled() > before);
    }

    @Test
    void tellsBillingTheCorrelationId() {
        Map<String, String> headers = new HashMap<>(loggedIn());
        headers.put("X-Correlation-Id", "billing-1");

        Answer answer = client().get("/api/billing/accounts/" + Billing.KNOWN, headers);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Surroundings.BILLING.correlationId()).isEqualTo("billing-1");
    }

    private Answer account(String patientId) {
        return client().get("/api/billing/accounts/" + patientId, loggedIn());
    }
}
