package pms.analytics.registrations;

import java.time.LocalDate;

/**
 * How many patients were registered in one bucket.
 *
 * @param bucket its first day
 * @param count at least 1
 */
record Registrations(LocalDate bucket, long count) {}
