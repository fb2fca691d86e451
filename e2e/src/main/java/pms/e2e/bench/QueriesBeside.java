package pms.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.client.Gateway;

/** Asks for views at a steady pace, on a thread of its own, until it is closed. A late answer does not make it ask less. */
final class QueriesBeside implements AutoCloseable {
    private static final int PER_SECOND = 20;
    private static final List<String> PATHS = List.of(
            "/api/analytics/summary",
            "/api/analytics/registrations?bucket=month",
            "/api/analytics/demographics",
            "/api/analytics/census",
            "/api/analytics/encounters?bucket=month");

    private final Gateway gateway;
    private final List<Long> nanos = new ArrayList<>();
    private final Thread thread;
    private volatile boolean isOver;
    private final AtomicInteger refused = new AtomicInteger();

    private QueriesBeside(Gateway gateway) {
        this.gateway = gateway;
        this.thread = new Thread(this::ask, "queries");
        thread.setDaemon(true);
    }

    static QueriesBeside start(Gateway gateway) {
        QueriesBeside queries = new QueriesBeside(gateway);
        queries.thread.start();
        return queries;
    }

    /** Each counts from when it was due, so that one that hangs is not counted once only. */
    private void ask() {
        long begun = System.nanoTime();
        for (int n = 0; !isOver; n++) {
            long due = begun + n * 1_000_000_000L / PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
            if (!gateway.get(PATHS.get(n % PATHS.size())).isSuccess()) {
                refused.incrementAndGet();
            }
            nanos.add(System.nanoTime() - Math.min(due, System.nanoTime()));
        }
    }

    /** Ends it. */
    Percentiles end() throws InterruptedException {
        isOver = true;
        thread.join();
        if (refused.get() > 0) {
            throw new IllegalStateException(refused.get() + " queries were not answered");
        }
        return Percentiles.ofNanos(nanos);
    }

    @Override
    public void close() {
        isOver = true;
    }
}
