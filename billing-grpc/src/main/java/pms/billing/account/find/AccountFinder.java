package pms.billing.account.find;

import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pms.billing.account.Account;
import pms.billing.account.AccountRow;
import pms.billing.account.Rejection;
import pms.billing.database.Connections;
import pms.billing.database.Transience;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Finds the account of a patient. */
@Component
public class AccountFinder {
    private static final String FIND =
            "select account_id, patient_id, status, opened_at from account where patient_id = $1";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Retry RETRY = Retry.backoff(2, Duration.ofMillis(50))
            .jitter(0.5)
            .filter(Transience::isTransient)
            .onRetryExhaustedThrow((retries, last) -> last.failure());

    private final Connections connections;

    AccountFinder(Connections connections) {
        this.connections = connections;
    }

    /** The account of the patient; {@link Rejection.AccountNotFound} when there is none. Cold. */
    public Mono<Account> ofPatient(UUID patientId) {
        return connections
                .onConnection(connection -> Flux.from(connection
                                .createStatement(FIND)
                                .bind("$1", patientId)
                                .execute())
                        .concatMap(result -> result.map(AccountRow::account)))
                .singleOrEmpty()
                .timeout(TIMEOUT)
                .retryWhen(RETRY)
                .switchIfEmpty(Mono.error(Rejection.AccountNotFound::new))
                .checkpoint("find the account of a patient");
    }
}
