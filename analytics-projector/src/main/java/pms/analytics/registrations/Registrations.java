package pms.analytics.registrations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import pms.analytics.web.Table;

/** How many patients were registered, by bucket: those with registrations, the oldest first. */
record Registrations(@JsonValue List<InBucket> buckets) implements Table {
    /**
     * One bucket.
     *
     * @param bucket its first day
     * @param count at least 1
     */
    record InBucket(LocalDate bucket, long count) {}

    @Override
    public List<String> header() {
        return List.of("bucket", "count");
    }

    @Override
    public Stream<List<?>> rows() {
        return buckets.stream().map(in -> List.of(in.bucket(), in.count()));
    }
}
