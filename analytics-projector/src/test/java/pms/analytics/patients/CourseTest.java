package pms.analytics.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import pms.analytics.patientfacts.PatientState;
import pms.analytics.web.Bucket;
import pms.analytics.web.Days;

class CourseTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final LocalDate LAST = LocalDate.of(2026, 1, 7);

    private final Course course =
            new Course().add(FIRST, PatientState.ACTIVE, 3).add(LAST, PatientState.ACTIVE, -1);

    @Test
    void goesFromTheFirstToTheLastChangeWithoutARange() {
        assertThat(active(Days.FIRST_DAY, Days.LAST_DAY)).containsExactly(3L, 3L, 2L);
    }

    @Test
    void isAsItWasBehindTheLastChange() {
        LocalDate later = LAST.plusDays(10);
        assertThat(active(later, Days.LAST_DAY)).as("an open end").containsExactly(2L);
        assertThat(active(later, later.plusDays(1))).containsExactly(2L, 2L);
    }

    private List<Long> active(LocalDate from, LocalDate to) {
        return course.counts(new Days(Bucket.DAY, from, to)).buckets().stream()
                .map(PatientCounts.AtEnd::active)
                .toList();
    }
}
