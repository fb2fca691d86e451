package pms.e2e.faults;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.faults.read.SystemReader;
import pms.e2e.system.Installation;
import pms.e2e.system.Progress;
import pms.e2e.system.Status;
import pms.e2e.system.Supervisor;

/** Waits until a system that nobody calls any more has done all that it still has to do. */
final class Settling {
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Relay, account opening and closing, directory, analytics. */
    private static final int FOLLOWERS = 4;

    private final Installation installation;
    private final Supervisor supervisor;

    Settling(Installation installation, Supervisor supervisor) {
        this.installation = installation;
        this.supervisor = supervisor;
    }

    /** False when the bound was over first. */
    boolean await() throws InterruptedException {
        long begun = System.nanoTime();
        long restsAt = -1;
        while (System.nanoTime() - begun < BOUND.toNanos()) {
            long position = position();
            if (position >= 0 && position == restsAt) {
                return true;
            }
            restsAt = position;
            LockSupport.parkNanos(EVERY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return false;
    }

    /** The head, when all parts are up and everything has reached it; else -1. */
    private long position() {
        try {
            Status status = supervisor.status();
            List<Progress> all = status.projections();
            boolean reached = status.isUp()
                    && all.size() >= FOLLOWERS
                    && all.stream().allMatch(each -> each.lag() == 0)
                    && all.stream().map(Progress::position).distinct().count() == 1;
            if (!reached) {
                return -1;
            }
            SystemReader reader = new SystemReader(installation, status);
            long head = reader.head();
            return head == all.getFirst().position() && reader.audited() == head ? head : -1;
        } catch (UncheckedIOException | IllegalStateException notYet) {
            return -1;
        }
    }
}
