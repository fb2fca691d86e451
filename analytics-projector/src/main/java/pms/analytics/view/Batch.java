package pms.analytics.view;

import java.util.List;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.patientfacts.FactsChange;
import pms.projection.EventRecord;

/**
 * Events that were never applied before, and what they changed.
 *
 * @param events in the order of their positions, at least one
 * @param changes one entry a patient whose facts the events stated
 * @param encounters what happened to encounters, in order for each
 */
public record Batch(List<EventRecord> events, List<FactsChange> changes, List<EncounterChange> encounters) {}
