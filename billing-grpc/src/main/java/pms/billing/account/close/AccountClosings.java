package pms.billing.account.close;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import pms.billing.account.Account;
import pms.billing.account.AccountRow;
import pms.billing.database.Connections;
import pms.billing.database.Transience;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Closes accounts, one in a transaction: closings are too rare to gather them as openings are. Thread-safe. */
@Component
public class AccountClosings {
    private static final String CLOSE = "select account_id, patient_id, status, opened_at from close_account($1, $2)";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Retry RETRY = Retry.backoff(3, Duration.ofMillis(50))
            .jitter(0.5)
            .filter(Transience::isTransient)
            .onRetryExhaustedThrow((retries, last) -> last.failure());

    private final Connections connections;
    private final Supplier<UUID> accountIds;

    AccountClosings(Connections connections, Supplier<UUID> accountIds) {
        this.connections = connections;
        this.accountIds = accountIds;
    }

    /**
     * Closes the account of the patient and answers with it; one that is closed already stays as it is. A patient without
     * an account gets one that is closed from the beginning, and an opening that comes later finds it so. Cold. Tried
     * again after a failure that passes, an unknown outcome too: the account is closed once. Cancelling may leave it
     * open or closed.
     */
    public Mono<Account> close(UUID patientId) {
        return Mono.fromSupplier(accountIds)
                .flatMap(unused -> attempt(patientId, unused).retryWhen(RETRY))
                .checkpoint("close the account of a patient");
    }

    /** @param unusedId the id that the account gets if the patient has none */
    private Mono<Account> attempt(UUID patientId, UUID unusedId) {
        return connections
                .onConnection(connection -> Flux.from(connection
                                .createStatement(CLOSE)
                                .bind("$1", patientId)
                                .bind("$2", unusedId)
                                .execute())
                        .concatMap(result -> result.map(AccountRow::account)))
                .single()
                .timeout(TIMEOUT);
    }
}
