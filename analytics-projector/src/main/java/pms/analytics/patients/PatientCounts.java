package pms.analytics.patients;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pms.analytics.patientfacts.PatientState;
import pms.analytics.web.Table;

/** How many patients there were, bucket by bucket without a gap, the oldest first. */
record PatientCounts(@JsonValue List<AtEnd> buckets) implements Table {
    /**
     * The patients at the end of one bucket.
     *
     * @param bucket its first day
     */
    record AtEnd(LocalDate bucket, long active, long deactivated, long merged, long erased) {
        static AtEnd of(LocalDate bucket, Map<PatientState, Long> counts) {
            return new AtEnd(
                    bucket,
                    counts.getOrDefault(PatientState.ACTIVE, 0L),
                    counts.getOrDefault(PatientState.DEACTIVATED, 0L),
                    counts.getOrDefault(PatientState.MERGED, 0L),
                    counts.getOrDefault(PatientState.ERASED, 0L));
        }
    }

    @Override
    public List<String> header() {
        return List.of("bucket", "active", "deactivated", "merged", "erased");
    }

    @Override
    public Stream<List<?>> rows() {
        return buckets.stream()
                .map(at -> List.of(at.bucket(), at.active(), at.deactivated(), at.merged(), at.erased()));
    }
}
