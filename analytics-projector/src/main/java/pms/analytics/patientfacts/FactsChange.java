package pms.analytics.patientfacts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one patient before and after a batch.
 *
 * @param before null when the patient is new
 * @param moves how the state got from the one to the other, step by step; empty when it is the same
 */
public record FactsChange(UUID patientId, @Nullable Facts before, Facts after, List<StateMove> moves) {}
