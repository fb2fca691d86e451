package pms.command.automation;

import java.util.UUID;

/** The one account of a patient, as billing tells. */
record OpenedAccount(UUID patientId, UUID accountId) {}
