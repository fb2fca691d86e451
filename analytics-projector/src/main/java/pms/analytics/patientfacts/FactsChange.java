package pms.analytics.patientfacts;

import org.jspecify.annotations.Nullable;

/**
 * The facts of one patient before and after a batch.
 *
 * @param before null when the patient is new
 */
public record FactsChange(@Nullable Facts before, Facts after) {}
