package pms.cli.feed;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes a stream from which nothing was heard for too long, so that whoever waits for it fails instead of waiting for
 * ever: a connection whose other end is gone without a word looks like one on which nothing happens.
 */
final class SilenceWatch implements AutoCloseable {
    private final Closeable stream;
    private final long longestNanos;
    private final Thread thread;
    private volatile long heardNanos = System.nanoTime();

    private SilenceWatch(Closeable stream, Duration longest) {
        this.stream = stream;
        this.longestNanos = longest.toNanos();
        this.thread = Thread.ofVirtual().name("feed-silence").unstarted(this::watch);
    }

    /** From now on, until it is closed. */
    static SilenceWatch over(Closeable stream, Duration longest) {
        SilenceWatch watch = new SilenceWatch(stream, longest);
        watch.thread.start();
        return watch;
    }

    void heard() {
        heardNanos = System.nanoTime();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            long left = heardNanos + longestNanos - System.nanoTime();
            if (left <= 0) {
                end();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private void end() {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
