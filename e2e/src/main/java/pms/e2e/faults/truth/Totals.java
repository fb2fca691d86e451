package pms.e2e.faults.truth;

import java.util.Map;

/**
 * What analytics counts; groups with nobody in them are left out.
 *
 * @param registrations by day
 * @param birthYears active patients by {@code year gender}
 * @param regions active patients
 */
public record Totals(
        long patients,
        long active,
        long accountsOpened,
        long accountsClosed,
        long events,
        Map<String, Long> registrations,
        Map<String, Long> birthYears,
        Map<String, Long> regions) {}
