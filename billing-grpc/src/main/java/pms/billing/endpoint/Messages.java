package pms.billing.endpoint;

import com.google.protobuf.Timestamp;
import pms.billing.account.Account;
import pms.billing.account.open.Opening;
import pms.billing.account.watch.AccountChange;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.OpenAccountResponse;

/** Puts what the service knows into messages of the contract. */
final class Messages {
    private Messages() {}

    static OpenAccountResponse response(Opening opening) {
        var account = opening.account();
        return OpenAccountResponse.newBuilder()
                .setAccountId(account.accountId().toString())
                .setPatientId(account.patientId().toString())
                .setStatus(status(account.status()))
                .setOpened(opening.opened())
                .build();
    }

    static pms.schema.billing.v1.Account account(Account account) {
        var openedAt = account.openedAt();
        return pms.schema.billing.v1.Account.newBuilder()
                .setAccountId(account.accountId().toString())
                .setPatientId(account.patientId().toString())
                .setStatus(status(account.status()))
                .setOpenedAt(Timestamp.newBuilder()
                        .setSeconds(openedAt.getEpochSecond())
                        .setNanos(openedAt.getNano()))
                .build();
    }

    static pms.schema.billing.v1.AccountChange change(AccountChange change) {
        return pms.schema.billing.v1.AccountChange.newBuilder()
                .setSequence(change.sequence())
                .setAccount(account(change.account()))
                .build();
    }

    private static AccountStatus status(Account.Status status) {
        return switch (status) {
            case OPEN -> AccountStatus.ACCOUNT_STATUS_OPEN;
            case CLOSED -> AccountStatus.ACCOUNT_STATUS_CLOSED;
        };
    }
}
