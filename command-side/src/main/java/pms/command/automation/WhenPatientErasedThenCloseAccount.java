package pms.command.automation;

import java.util.UUID;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientEvent.BillingAccountClosed;
import reactor.core.publisher.Mono;

/**
 * Closes the billing account of each erased patient and records it. Both steps may be repeated without harm, and may come
 * before the account was opened: billing then keeps one that is closed from the beginning.
 */
final class WhenPatientErasedThenCloseAccount {

    static final String NAME = "account-closing";

    private final BillingClient billing;
    private final AccountLog log;

    WhenPatientErasedThenCloseAccount(BillingClient billing, AccountLog log) {
        this.billing = billing;
        this.log = log;
    }

    Mono<Void> react(StoredEvent erased) {
        UUID patientId = UUID.fromString(erased.subject());
        return billing.closeAccount(patientId)
                .flatMap(accountId -> log.record(NAME, erased, new BillingAccountClosed(patientId, accountId)));
    }
}
