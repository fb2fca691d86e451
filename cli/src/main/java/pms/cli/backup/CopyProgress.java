package pms.cli.backup;

import java.io.PrintWriter;
import java.util.function.LongConsumer;

/** Says at each quarter how far a copy is; of a small one nothing. */
final class CopyProgress implements LongConsumer {
    private static final long MIB = 1 << 20;
    private static final long WORTH_TELLING_MIB = 100;
    private static final int STEPS = 4;

    private final PrintWriter out;
    private final long totalBytes;
    private long doneBytes;
    private long told;

    CopyProgress(PrintWriter out, long totalBytes) {
        this.out = out;
        this.totalBytes = totalBytes;
    }

    @Override
    public void accept(long bytes) {
        doneBytes += bytes;
        long step = totalBytes == 0 ? 0 : Math.min(STEPS - 1, doneBytes * STEPS / totalBytes);
        if (step > told && totalBytes > WORTH_TELLING_MIB * MIB) {
            told = step;
            out.println("  " + doneMib() + " of " + totalBytes / MIB + " MiB");
            out.flush();
        }
    }

    long doneMib() {
        return doneBytes / MIB;
    }
}
