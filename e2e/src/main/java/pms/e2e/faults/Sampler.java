package pms.e2e.faults;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.faults.load.Load;
import pms.e2e.system.Progress;
import pms.e2e.system.Supervisor;

/** Looks once a second at how far the load and the followers of the log are. */
final class Sampler implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Load load;
    private final Supervisor supervisor;
    private final long beginNanos;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;

    private Sampler(Load load, Supervisor supervisor, long beginNanos) {
        this.load = load;
        this.supervisor = supervisor;
        this.beginNanos = beginNanos;
        this.thread = Thread.ofVirtual().name("sampler").unstarted(this::run);
    }

    static Sampler start(Load load, Supervisor supervisor, long beginNanos) {
        Sampler sampler = new Sampler(load, supervisor, beginNanos);
        sampler.thread.start();
        return sampler;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long begun = System.nanoTime();
            Map<String, Long> lag = lag();
            Sample sample =
                    new Sample((System.nanoTime() - beginNanos) / 1e9, load.acknowledged(), load.unclear(), lag);
            synchronized (samples) {
                samples.add(sample);
            }
            LockSupport.parkNanos(EVERY_NANOS - (System.nanoTime() - begun));
        }
    }

    /** Empty when the supervisor, or whoever knows the head, does not answer. */
    private Map<String, Long> lag() {
        Map<String, Long> lag = new TreeMap<>();
        try {
            for (Progress each : supervisor.status().projections()) {
                lag.put(each.name(), each.lag());
            }
        } catch (UncheckedIOException | IllegalStateException noAnswer) {
            lag.clear();
        }
        return lag;
    }

    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
