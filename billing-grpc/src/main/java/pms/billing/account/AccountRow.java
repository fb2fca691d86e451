package pms.billing.account;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Reads an account from a row with the columns account_id, patient_id, status and opened_at. */
public final class AccountRow {
    private AccountRow() {}

    public static Account account(Readable row) {
        return new Account(
                column(row, "account_id", UUID.class),
                column(row, "patient_id", UUID.class),
                Account.Status.valueOf(column(row, "status", String.class)),
                column(row, "opened_at", Instant.class));
    }

    private static <T> T column(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }
}
