package pms.analytics.demographics;

import java.time.LocalDate;
import java.util.List;

/**
 * Active patients by age, gender and region.
 *
 * @param asOf the day whose year the ages are of
 * @param regions the largest first
 */
record Demographics(LocalDate asOf, List<AgeBand> ageBands, List<RegionCount> regions) {
    /** @param region "unknown" when the patient has none */
    record RegionCount(String region, long count) {}
}
