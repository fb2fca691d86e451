package pms.command.progress;

import java.util.BitSet;

/**
 * The position up to which all is finished, where single positions finish in any order. Positions have no gaps. Not
 * thread-safe.
 */
public final class FinishedPrefix {

    private long prefix;
    /** Finished positions beyond: bit i stands for prefix + 1 + i. */
    private BitSet ahead = new BitSet();

    /**
     * Starts behind a position.
     *
     * @param after all up to this is finished
     */
    public FinishedPrefix(long after) {
        this.prefix = after;
    }

    /** Notes one more finished position and gives the position up to which all is finished now. */
    public long finish(long position) {
        if (position <= prefix) {
            return prefix;
        }
        ahead.set(Math.toIntExact(position - prefix - 1));
        int run = ahead.nextClearBit(0);
        if (run > 0) {
            prefix += run;
            ahead = ahead.get(run, Math.max(run, ahead.length()));
        }
        return prefix;
    }
}
