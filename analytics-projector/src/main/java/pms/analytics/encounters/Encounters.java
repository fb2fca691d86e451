package pms.analytics.encounters;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pms.analytics.encounterfacts.EncounterClass;
import pms.analytics.web.Table;

/**
 * Encounters by the day of UTC on which they started.
 *
 * @param buckets those with encounters, the oldest first
 * @param classes the whole range, class by class
 */
record Encounters(List<InBucket> buckets, List<Total> classes) implements Table {
    private static final int DECIMALS = 2;

    /**
     * One class in one bucket.
     *
     * @param bucket its first day
     * @param finished those of the started ones that are finished
     */
    record InBucket(
            LocalDate bucket, @JsonProperty("class") EncounterClass encounterClass, long started, long finished) {}

    /**
     * One class over the whole range.
     *
     * @param finished those of the started ones that are finished
     * @param lengthOfStay of those that are finished
     */
    record Total(
            @JsonProperty("class") EncounterClass encounterClass,
            long started,
            long finished,
            LengthOfStay lengthOfStay) {}

    /**
     * How long encounters lasted, in whole minutes that are full; all zero when there are none.
     *
     * @param medianMinutes at least half of them lasted no longer (nearest rank)
     * @param p90Minutes at least 90 in 100 lasted no longer
     */
    record LengthOfStay(long count, BigDecimal meanMinutes, long medianMinutes, long p90Minutes) {
        static final LengthOfStay NONE = of(0, 0, 0, 0);

        static LengthOfStay of(long count, long minutes, long median, long p90) {
            var mean = count == 0
                    ? BigDecimal.ZERO.setScale(DECIMALS)
                    : BigDecimal.valueOf(minutes).divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP);
            return new LengthOfStay(count, mean, median, p90);
        }
    }

    static Encounters of(List<InBucket> buckets, Map<EncounterClass, LengthOfStay> lengths) {
        var classes = Stream.of(EncounterClass.values())
                .map(one -> new Total(
                        one,
                        sum(buckets, one, Collectors.summingLong(InBucket::started)),
                        sum(buckets, one, Collectors.summingLong(InBucket::finished)),
                        lengths.getOrDefault(one, LengthOfStay.NONE)))
                .toList();
        return new Encounters(buckets, classes);
    }

    private static long sum(List<InBucket> buckets, EncounterClass one, Collector<InBucket, ?, Long> summing) {
        return buckets.stream().filter(in -> in.encounterClass() == one).collect(summing);
    }

    @Override
    public List<String> header() {
        return List.of("bucket", "class", "started", "finished", "meanMinutes", "medianMinutes", "p90Minutes");
    }

    /** The buckets, and behind them the whole range with {@code total} as its bucket and the lengths. */
    @Override
    public Stream<List<?>> rows() {
        return Stream.concat(
                buckets.stream()
                        .map(in -> List.of(in.bucket(), in.encounterClass(), in.started(), in.finished(), "", "", "")),
                classes.stream().map(Encounters::row));
    }

    private static List<?> row(Total total) {
        var length = total.lengthOfStay();
        return List.of(
                "total",
                total.encounterClass(),
                total.started(),
                total.finished(),
                length.meanMinutes(),
                length.medianMinutes(),
                length.p90Minutes());
    }
}
