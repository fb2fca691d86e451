package pms.analytics.demographics;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import pms.analytics.web.Table;

/**
 * Active patients by age, gender and region.
 *
 * @param asOf the day whose year the ages are of
 * @param regions the largest first
 */
record Demographics(LocalDate asOf, List<AgeBand> ageBands, List<RegionCount> regions) implements Table {
    /** @param region "unknown" when the patient has none */
    record RegionCount(String region, long count) {}

    @Override
    public List<String> header() {
        return List.of("asOf", "kind", "group", "gender", "count");
    }

    /** One count a line: the kind is {@code age} or {@code region}; a region is not divided by gender. */
    @Override
    public Stream<List<?>> rows() {
        return Stream.concat(
                ageBands.stream().flatMap(this::rows),
                regions.stream().map(in -> List.of(asOf, "region", in.region(), "", in.count())));
    }

    private Stream<List<?>> rows(AgeBand band) {
        return Stream.of(
                row(band, "male", band.male()),
                row(band, "female", band.female()),
                row(band, "other", band.other()),
                row(band, "unknown", band.unknown()));
    }

    private List<?> row(AgeBand band, String gender, long count) {
        return List.of(asOf, "age", band.band(), gender, count);
    }
}
