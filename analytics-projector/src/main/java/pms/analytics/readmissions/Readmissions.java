package pms.analytics.readmissions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import pms.analytics.web.Table;

/** Inpatient stays by the day of UTC on which they ended: the buckets that have such, the oldest first. */
record Readmissions(@JsonValue List<InBucket> buckets) implements Table {
    private static final int DECIMALS = 4;

    /**
     * One bucket.
     *
     * @param bucket its first day
     * @param ended at least 1
     * @param readmitted those that were followed by another one in time
     * @param rate of these, between 0 and 1
     */
    record InBucket(LocalDate bucket, long ended, long readmitted, BigDecimal rate) {
        static InBucket of(LocalDate bucket, long ended, long readmitted) {
            var rate = BigDecimal.valueOf(readmitted).divide(BigDecimal.valueOf(ended), DECIMALS, RoundingMode.HALF_UP);
            return new InBucket(bucket, ended, readmitted, rate);
        }
    }

    @Override
    public List<String> header() {
        return List.of("bucket", "ended", "readmitted", "rate");
    }

    @Override
    public Stream<List<?>> rows() {
        return buckets.stream().map(in -> List.of(in.bucket(), in.ended(), in.readmitted(), in.rate()));
    }
}
