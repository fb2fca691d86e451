package pms.e2e.faults.inject;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pms.e2e.faults.load.Doors;

/** Instances that run for a while beside those of the supervisor. Every second one leaves by {@code kill -9}. */
final class JoinedInstances implements AutoCloseable {
    private final Path logs;
    private final Doors doors;
    private final List<Joined> joined = new ArrayList<>();
    private int count;

    private record Joined(ExtraInstance instance, URI door, long untilNanos, boolean leavesInOrder) {}

    JoinedInstances(Path logs, Doors doors) {
        this.logs = logs;
        this.doors = doors;
    }

    /**
     * Starts instances like one that runs. A command-side takes commands as soon as it is ready.
     *
     * @param pid of the one that runs
     */
    void join(String part, long pid, int instances, int seconds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < instances; i++) {
            count++;
            ExtraInstance instance = ExtraInstance.like(pid, logs.resolve("joined-" + part + "-" + count + ".log"));
            if (part.equals("command-side")) {
                instance.whenReady(() -> doors.open(instance.url()));
            }
            joined.add(new Joined(instance, instance.url(), until, count % 2 == 0));
        }
    }

    /** Lets those leave whose time is over. */
    void dismiss() {
        long now = System.nanoTime();
        List<Joined> over =
                joined.stream().filter(each -> now - each.untilNanos() >= 0).toList();
        over.forEach(this::leave);
        joined.removeAll(over);
    }

    private void leave(Joined each) {
        if (each.leavesInOrder()) {
            end(each);
        } else {
            each.instance().kill();
            doors.close(each.door());
        }
    }

    private void end(Joined each) {
        doors.close(each.door());
        each.instance().close();
        doors.close(each.door()); // it may have become ready meanwhile
    }

    @Override
    public void close() {
        joined.forEach(this::end);
        joined.clear();
    }
}
