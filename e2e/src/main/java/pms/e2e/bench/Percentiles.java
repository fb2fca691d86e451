package pms.e2e.bench;

import java.util.List;
import java.util.Locale;

/** Of a set of durations, in milliseconds. */
record Percentiles(int count, double median, double p95, double p99, double max) {

    static Percentiles ofNanos(List<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Percentiles(
                sorted.size(), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), millis(sorted.getLast()));
    }

    private static double at(List<Long> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return millis(sorted.get(Math.max(rank, 1) - 1));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "median %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms", median, p95, p99, max);
    }
}
