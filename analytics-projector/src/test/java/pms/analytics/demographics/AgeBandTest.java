package pms.analytics.demographics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.analytics.patientfacts.Facts.Gender;

class AgeBandTest {
    @ParameterizedTest
    @CsvSource({
        "2026, 0-9",
        "2017, 0-9",
        "2016, 10-19",
        "1984, 40-49",
        "1927, 90-99",
        "1926, 100+",
        "1850, 100+",
        "2027, 0-9"
    })
    void putsABirthYearIntoTheBandOfTheAgeReachedThisYear(int birthYear, String band) {
        var bands = AgeBand.of(Map.of(new BirthYearGroup(birthYear, Gender.OTHER), 3L), 2026);

        assertThat(bands).filteredOn(any -> any.total() > 0).containsExactly(new AgeBand(band, 0, 0, 3, 0, 3));
    }

    @Test
    void givesAllBandsAndTheirTotals() {
        var bands = AgeBand.of(
                Map.of(
                        new BirthYearGroup(2000, Gender.MALE), 1L,
                        new BirthYearGroup(2001, Gender.MALE), 2L,
                        new BirthYearGroup(2000, Gender.FEMALE), 4L,
                        new BirthYearGroup(2005, Gender.UNKNOWN), 8L),
                2026);

        assertThat(bands)
                .hasSize(11)
                .contains(new AgeBand("20-29", 3, 4, 0, 8, 15), new AgeBand("100+", 0, 0, 0, 0, 0));
    }
}
