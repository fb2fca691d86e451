package pms.billing.account.open;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pms.billing.account.Account;
import pms.billing.account.AccountRow;
import pms.billing.database.Connections;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes accounts, a batch in one statement, which is one transaction. */
@Component
class AccountLedger {
    private static final String OPEN = "select account_id, patient_id, status, opened_at from open_accounts($1, $2)";

    private final Connections connections;

    AccountLedger(Connections connections) {
        this.connections = connections;
    }

    /**
     * Opens each account that is missing. One answer a command, in order; of several commands for one patient the
     * first opens. May be repeated with the same commands after an unknown outcome: it answers as if it had run once.
     */
    Mono<List<Opening>> open(List<OpenAccount> commands) {
        return connections
                .onConnection(connection -> storeMissing(connection, commands))
                .collectList()
                .map(accounts -> compare(commands, accounts))
                .checkpoint("store a batch of openings");
    }

    private static Flux<Account> storeMissing(Connection connection, List<OpenAccount> commands) {
        var statement = connection
                .createStatement(OPEN)
                .bind("$1", commands.stream().map(OpenAccount::patientId).toArray(UUID[]::new))
                .bind("$2", commands.stream().map(OpenAccount::accountId).toArray(UUID[]::new));
        return Flux.from(statement.execute()).concatMap(result -> result.map(AccountRow::account));
    }

    private static List<Opening> compare(List<OpenAccount> commands, List<Account> accounts) {
        var openings = new ArrayList<Opening>(commands.size());
        for (var place = 0; place < commands.size(); place++) {
            var account = accounts.get(place);
            openings.add(new Opening(
                    account, account.accountId().equals(commands.get(place).accountId())));
        }
        return List.copyOf(openings);
    }
}
