package pms.billing.account;

import java.time.Instant;
import java.util.UUID;

/** The billing account of one patient. */
public record Account(UUID accountId, UUID patientId, Status status, Instant openedAt) {
    /** Where an account is in its life. Stored by name. */
    public enum Status {
        OPEN,
        CLOSED
    }
}
