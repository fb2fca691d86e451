package pms.analytics.demographics;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pms.analytics.patientfacts.Facts;

/**
 * Active patients of ten years of age.
 *
 * @param band first and last age, for example "20-29"; the last band is open
 */
record AgeBand(String band, long male, long female, long other, long unknown, long total) {
    private static final int YEARS = 10;
    private static final int LAST = 10;

    /** All bands, the empty ones too, from counts by birth year. The age is the one reached in the given year. */
    static List<AgeBand> of(Map<BirthYearGroup, Long> counts, int year) {
        Map<Integer, AgeBand> bands =
                IntStream.rangeClosed(0, LAST).boxed().collect(Collectors.toMap(index -> index, AgeBand::empty));
        counts.forEach((group, count) -> bands.computeIfPresent(
                indexOf(year - group.birthYear()), (index, band) -> band.plus(group.gender(), count)));
        return IntStream.rangeClosed(0, LAST).mapToObj(bands::get).toList();
    }

    private static int indexOf(int age) {
        return Math.clamp(Math.floorDiv(age, YEARS), 0, LAST);
    }

    private static AgeBand empty(int index) {
        var first = index * YEARS;
        return new AgeBand(index == LAST ? first + "+" : first + "-" + (first + YEARS - 1), 0, 0, 0, 0, 0);
    }

    private AgeBand plus(Facts.Gender gender, long count) {
        return switch (gender) {
            case MALE -> new AgeBand(band, male + count, female, other, unknown, total + count);
            case FEMALE -> new AgeBand(band, male, female + count, other, unknown, total + count);
            case OTHER -> new AgeBand(band, male, female, other + count, unknown, total + count);
            case UNKNOWN -> new AgeBand(band, male, female, other, unknown + count, total + count);
        };
    }
}
