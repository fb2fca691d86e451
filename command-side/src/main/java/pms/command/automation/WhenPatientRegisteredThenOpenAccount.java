package pms.command.automation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** Accounts are recorded as billing tells of them, in whatever order. */
    Mono<Void> react(List<StoredEvent> registered) {
        Map<UUID, StoredEvent> causes = registered.stream()
                .collect(Collectors.toMap(
                        event -> UUID.fromString(event.subject()), Function.identity(), (first, again) -> first));
        return billing.openAccounts(causes.keySet())
                .flatMap(account -> record(causes, account), AccountLog.MAX_IN_FLIGHT)
                .then();
    }

    private Mono<Void> record(Map<UUID, StoredEvent> causes, OpenedAccount account) {
        return Mono.justOrEmpty(causes.get(account.patientId()))
                .flatMap(cause ->
                        log.record(NAME, cause, new BillingAccountOpened(account.patientId(), account.accountId())));
    }
}
