package pms.billing.account.open;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pms.billing.account.Account;
import pms.billing.account.AccountRow;
import pms.billing.database.Transactions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes accounts, a batch in one transaction.
 *
 * <p>The head row is locked by a statement of its own: the snapshot of the next statement is then younger than the
 * lock, sees what every earlier writer committed, and needs no conflict clause that would leave holes in the sequence.
 */
@Component
class AccountLedger {
    private static final String LOCK_HEAD = "select sequence from account_head for update";
    private static final String OPEN = """
            with asked as (
                select * from unnest($1::uuid[], $2::uuid[]) with ordinality as asked (patient_id, account_id, place)
            ), missing as (
                select distinct on (patient_id) patient_id, account_id, place
                from asked
                where not exists (select from account where account.patient_id = asked.patient_id)
                order by patient_id, place
            ), opened as (
                insert into account (account_id, patient_id, status, opened_at)
                select account_id, patient_id, 'OPEN', clock_timestamp() from missing order by place
                returning account_id, patient_id, status, opened_at
            ), changed as (
                insert into account_change (sequence, account_id, status, changed_at)
                select head.sequence + row_number() over (order by missing.place), account_id, status, opened_at
                from opened join missing using (account_id) cross join account_head as head
                returning sequence
            ), moved as (
                update account_head set sequence = (select max(sequence) from changed)
                where exists (select from changed)
            )
            select coalesce(opened.account_id, account.account_id) as account_id,
                   asked.patient_id,
                   coalesce(opened.status, account.status) as status,
                   coalesce(opened.opened_at, account.opened_at) as opened_at
            from asked left join opened using (patient_id) left join account using (patient_id)
            order by asked.place
            """;

    private final Transactions transactions;

    AccountLedger(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Opens each account that is missing. One answer a command, in order; of several commands for one patient the
     * first opens. May be repeated with the same commands after an unknown outcome: it answers as if it had run once.
     */
    Mono<List<Opening>> open(List<OpenAccount> commands) {
        return transactions
                .inTransaction(connection -> lockHead(connection).then(storeMissing(connection, commands)))
                .map(accounts -> compare(commands, accounts))
                .checkpoint("store a batch of openings");
    }

    private Mono<Void> lockHead(Connection connection) {
        return Flux.from(connection.createStatement(LOCK_HEAD).execute())
                .flatMap(result -> result.map(row -> true))
                .then();
    }

    private Mono<List<Account>> storeMissing(Connection connection, List<OpenAccount> commands) {
        var statement = connection
                .createStatement(OPEN)
                .bind("$1", commands.stream().map(OpenAccount::patientId).toArray(UUID[]::new))
                .bind("$2", commands.stream().map(OpenAccount::accountId).toArray(UUID[]::new));
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(AccountRow::account))
                .collectList();
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
