package pms.analytics.patientfacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A patient became something else.
 *
 * @param from null when the patient is new
 * @param at when the event was recorded
 */
public record StateMove(@Nullable PatientState from, PatientState to, Instant at) {}
