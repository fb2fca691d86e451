package pms.billing.account.open;

import java.util.UUID;

/**
 * Opens the account of a patient, unless there is one.
 *
 * @param accountId the id that the account gets if this command opens it; unused before
 */
record OpenAccount(UUID patientId, UUID accountId) {}
