package pms.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.gateway.support.Billing;
import reactor.test.StepVerifier;

class BillingAccountsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Billing billing = new Billing();

    @AfterEach
    void end() {
        billing.close();
    }

    @Test
    void doesNotWaitLongerThanTheDeadlineAndDoesNotAskAgain() {
        BillingSettings hasty =
                new BillingSettings(billing.target(), Billing.TOKEN, Duration.ofMillis(500), 2, Duration.ofMillis(1));

        failsWith(Status.Code.DEADLINE_EXCEEDED, hasty, Billing.SILENT);
        assertThat(billing.calls()).isLessThanOrEqualTo(1);
    }

    @Test
    void isAwayWhereNobodyListens() {
        BillingSettings nowhere =
                new BillingSettings("127.0.0.1:11", Billing.TOKEN, Duration.ofSeconds(20), 2, Duration.ofMillis(1));

        failsWith(Status.Code.UNAVAILABLE, nowhere, Billing.KNOWN);
    }

    @Test
    void asksOnlyAsOftenAsAllowed() {
        BillingSettings settings =
                new BillingSettings(billing.target(), Billing.TOKEN, Duration.ofSeconds(20), 4, Duration.ZERO);

        failsWith(Status.Code.UNAVAILABLE, settings, Billing.AWAY);
        assertThat(billing.calls()).isEqualTo(5);
    }

    private static void failsWith(Status.Code code, BillingSettings settings, String patientId) {
        BillingConnection connection = new BillingConnection(settings);
        new BillingAccounts(connection, settings)
                .find(UUID.fromString(patientId))
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code))
                .verify(PATIENCE);
        connection.destroy();
    }
}
