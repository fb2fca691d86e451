package pms.e2e.promises;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.TheSystem;
import pms.e2e.client.Accounts;
import pms.e2e.client.Answer;

class BillingOutageIT {
    private static final int PATIENTS = 20;

    @AfterEach
    void startAgain() {
        if (!installation().status().part("billing-grpc").isUp()) {
            installation().start("billing-grpc").mustSucceed();
        }
    }

    @Test
    void costsNoPatientTheAccountAndOpensNoneTwice() {
        installation().stop("billing-grpc").mustSucceed();
        assertThat(installation().status().part("billing-grpc").state()).isEqualTo("DOWN");

        List<String> patients = IntStream.range(0, PATIENTS)
                .mapToObj(i -> Patients.register(Patients.minimal()))
                .map(Registered::id)
                .toList();
        Answer whileDown = gateway().get("/api/billing/accounts/" + patients.getFirst());
        assertThat(whileDown.status()).as(whileDown.text()).isEqualTo(503);
        assertThat(whileDown.headers().firstValue("Retry-After")).isPresent();

        installation().start("billing-grpc").mustSucceed();
        for (String patient : patients) {
            await().atMost(60, SECONDS)
                    .until(() ->
                            gateway().get("/api/billing/accounts/" + patient).isSuccess());
        }
        assertThat(accountsOf(patients)).as("one account each").containsExactlyInAnyOrderElementsOf(patients);
    }

    /** The patients of these accounts, as often as an account was opened for them. */
    private static List<String> accountsOf(List<String> patients) {
        try (Accounts accounts = TheSystem.accounts()) {
            return accounts.changes(0, Integer.MAX_VALUE, 3).stream()
                    .map(change -> change.getAccount().getPatientId())
                    .filter(patients::contains)
                    .toList();
        }
    }
}
