package pms.command.automation;

import java.util.List;
import java.util.UUID;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientEvent.BillingAccountClosed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Closes the billing account of each erased patient and records it. Both steps may be repeated without harm, and may come
 * before the account was opened: billing then keeps one that is closed from the beginning.
 */
final class WhenPatientErasedThenCloseAccount {

    static final String NAME = "account-closing";
    /** Each is a call and a transaction of its own at billing. */
    private static final int MAX_IN_FLIGHT = 8;

    private final BillingClient billing;
    private final AccountLog log;

    WhenPatientErasedThenCloseAccount(BillingClient billing, AccountLog log) {
        this.billing = billing;
        this.log = log;
    }

    Mono<Void> react(List<StoredEvent> erased) {
        return Flux.fromIterable(erased).flatMap(this::close, MAX_IN_FLIGHT).then();
    }

    private Mono<Void> close(StoredEvent erased) {
        UUID patientId = UUID.fromString(erased.subject());
        return billing.closeAccount(patientId)
                .flatMap(accountId -> log.record(NAME, erased, new BillingAccountClosed(patientId, accountId)));
    }
}
