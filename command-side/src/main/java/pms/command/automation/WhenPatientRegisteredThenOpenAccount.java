package pms.command.automation;

import java.util.UUID;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import reactor.core.publisher.Mono;

/**
 * Opens a billing account for each registered patient and records it. Both steps may be repeated without harm, so that
 * one account a patient comes out whatever breaks in between: billing opens one by patient, the log takes one event by
 * patient.
 */
final class WhenPatientRegisteredThenOpenAccount {

    static final String NAME = "account-opening";

    private final BillingClient billing;
    private final AccountLog log;

    WhenPatientRegisteredThenOpenAccount(BillingClient billing, AccountLog log) {
        this.billing = billing;
        this.log = log;
    }

    Mono<Void> react(StoredEvent registered) {
        UUID patientId = UUID.fromString(registered.subject());
        return billing.openAccount(patientId)
                .flatMap(accountId -> log.record(NAME, registered, new BillingAccountOpened(patientId, accountId)));
    }
}
