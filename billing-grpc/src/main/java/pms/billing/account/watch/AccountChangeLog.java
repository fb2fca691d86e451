package pms.billing.account.watch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import pms.billing.account.AccountRow;
import pms.billing.database.Connections;
import pms.billing.database.Transience;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Reads the changes of accounts in pages, so that no connection is held for a slow reader. */
@Component
class AccountChangeLog {
    private static final String PAGE = """
            select change.sequence, account_id, account.patient_id, change.status, account.opened_at
            from account_change as change join account using (account_id)
            where change.sequence > $1
            order by change.sequence
            limit $2
            """;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Retry RETRY = Retry.backoff(3, Duration.ofMillis(50))
            .jitter(0.5)
            .filter(Transience::isTransient)
            .onRetryExhaustedThrow((retries, last) -> last.failure());

    private final Connections connections;

    AccountChangeLog(Connections connections) {
        this.connections = connections;
    }

    /** The next changes after a sequence, in order; fewer than the limit when the end is reached. Cold. */
    Mono<List<AccountChange>> page(long after, int limit) {
        return connections
                .onConnection(connection -> Flux.from(connection
                                .createStatement(PAGE)
                                .bind("$1", after)
                                .bind("$2", limit)
                                .execute())
                        .concatMap(result -> result.map(row -> new AccountChange(
                                Objects.requireNonNull(row.get("sequence", Long.class)), AccountRow.account(row)))))
                .collectList()
                .timeout(TIMEOUT)
                .retryWhen(RETRY)
                .checkpoint("read a page of account changes");
    }
}
