package pms.gateway.billing;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import pms.schema.billing.v1.Account;

/** An account as the gateway shows it. */
record BillingAccount(String accountId, String patientId, Status status, Instant openedAt) {

    enum Status {
        OPEN,
        CLOSED
    }

    static BillingAccount of(Account account) {
        return new BillingAccount(
                account.getAccountId(), account.getPatientId(), statusOf(account), instantOf(account.getOpenedAt()));
    }

    private static Status statusOf(Account account) {
        return switch (account.getStatus()) {
            case ACCOUNT_STATUS_OPEN -> Status.OPEN;
            case ACCOUNT_STATUS_CLOSED -> Status.CLOSED;
            case ACCOUNT_STATUS_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("billing answered with a status that is not known here");
        };
    }

    private static Instant instantOf(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
