package pms.command.encounter.start;

import java.util.UUID;
import pms.command.encounter.Beginning;

/** Begins an encounter of a patient. */
public record StartEncounter(UUID patientId, UUID encounterId, Beginning beginning) {}
