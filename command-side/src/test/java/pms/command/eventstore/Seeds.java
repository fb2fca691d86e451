package pms.command.eventstore;

import java.util.stream.LongStream;

/** Where random tests begin. {@code -Dpms.seed=N} repeats the run of one seed. */
final class Seeds {

    private static final String PROPERTY = "pms.seed";

    private Seeds() {}

    /** Other ones in each run, or the one that is asked for. */
    static LongStream some(int count) {
        Long asked = Long.getLong(PROPERTY);
        long first = Math.floorMod(System.nanoTime(), 1_000_000_000L);
        return asked == null ? LongStream.range(first, first + count) : LongStream.of(asked);
    }

    /** Runs a test; a failure names the seed. */
    static void with(long seed, Runnable test) {
        try {
            test.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed " + seed + " (repeat with -D" + PROPERTY + "=" + seed + ")", failure);
        }
    }
}
