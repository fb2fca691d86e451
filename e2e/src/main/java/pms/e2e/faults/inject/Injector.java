package pms.e2e.faults.inject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import pms.e2e.faults.inject.Signals.Signal;
import pms.e2e.faults.load.Doors;
import pms.e2e.faults.plan.Fault;
import pms.e2e.faults.plan.Plan;
import pms.e2e.faults.plan.Planned;
import pms.e2e.faults.read.Databases;
import pms.e2e.system.Installation;
import pms.e2e.system.Supervisor;

/**
 * Carries a plan out, one fault after the other; instances that join stay while other faults come. A part that is just
 * starting is waited for, so that a fault meets something that works.
 */
public final class Injector implements AutoCloseable {
    private static final long PART_SECONDS = 40;
    private static final long LOOK_MILLIS = 200;

    private final Installation installation;
    private final Supervisor supervisor;
    private final Detours detours;
    private final SmallDisk disk;
    private final Consumer<Injected> told;
    private final List<Injected> injected = new ArrayList<>();
    private final JoinedInstances joined;

    /**
     * An injector for one run.
     *
     * @param doors learns of each command-side that joins
     * @param told of each fault when it is over
     */
    public Injector(
            Installation installation,
            Supervisor supervisor,
            Detours detours,
            SmallDisk disk,
            Doors doors,
            Consumer<Injected> told) {
        this.installation = installation;
        this.supervisor = supervisor;
        this.detours = detours;
        this.disk = disk;
        this.joined = new JoinedInstances(installation.data().resolve("logs"), doors);
        this.told = told;
    }

    /** Returns when the last fault is over. */
    public List<Injected> carryOut(Plan plan, long beginNanos) throws InterruptedException {
        for (Planned planned : plan.faults()) {
            pauseUntil(beginNanos + (long) (planned.atSeconds() * 1e9));
            long from = System.nanoTime();
            boolean done = inject(planned.fault());
            Injected one = new Injected(planned, from, System.nanoTime(), done);
            injected.add(one);
            told.accept(one);
        }
        return List.copyOf(injected);
    }

    /** Lets those leave whose time is over, and waits. */
    private void pauseUntil(long nanos) throws InterruptedException {
        while (System.nanoTime() - nanos < 0) {
            joined.dismiss();
            pause(Math.min(LOOK_MILLIS, 1 + TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime())));
        }
    }

    private boolean inject(Fault fault) throws InterruptedException {
        return switch (fault) {
            case Fault.Kill kill -> signal(Signal.KILL, kill.part());
            case Fault.Restart restart ->
                signal(restart.part().equals("postgres") ? Signal.INT : Signal.TERM, restart.part());
            case Fault.ImmediateShutdown shutdown -> signal(Signal.QUIT, "postgres");
            case Fault.Freeze freeze -> freeze(pid(freeze.part()), freeze.seconds());
            case Fault.KillBackend backend -> {
                long pid = backend(backend.database());
                yield pid != 0 && Signals.send(Signal.KILL, pid);
            }
            case Fault.FreezeBackend backend -> freeze(backend(backend.database()), backend.seconds());
            case Fault.Cut cut -> {
                detours.of(cut.route()).cut();
                yield healAfter(detours.of(cut.route()), cut.seconds());
            }
            case Fault.Slow slow -> {
                detours.of(slow.route()).slow(slow.millis());
                yield healAfter(detours.of(slow.route()), slow.seconds());
            }
            case Fault.FullDisk full -> fill(full.seconds());
            case Fault.Join join -> join(join);
        };
    }

    private boolean signal(Signal signal, String part) throws InterruptedException {
        long pid = pid(part);
        return pid != 0 && Signals.send(signal, pid);
    }

    private static boolean freeze(long pid, int seconds) throws InterruptedException {
        if (pid == 0 || !Signals.send(Signal.STOP, pid)) {
            return false;
        }
        try {
            pause(TimeUnit.SECONDS.toMillis(seconds));
        } finally {
            Signals.send(Signal.CONT, pid);
        }
        return true;
    }

    private static boolean healAfter(Detour detour, int seconds) throws InterruptedException {
        try {
            pause(TimeUnit.SECONDS.toMillis(seconds));
        } finally {
            detour.heal();
        }
        return true;
    }

    private boolean fill(int seconds) throws InterruptedException {
        try {
            if (!disk.fill()) {
                return false;
            }
            pause(TimeUnit.SECONDS.toMillis(seconds));
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            disk.free();
        }
    }

    private boolean join(Fault.Join join) throws InterruptedException {
        long pid = pid(join.part());
        if (pid == 0) {
            return false;
        }
        joined.join(join.part(), pid, join.instances(), join.seconds());
        return true;
    }

    /** Of a part that is up, waiting for it; 0 when it does not come. */
    private long pid(String part) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(PART_SECONDS)) {
            try {
                var found = supervisor.status().part(part);
                if (found.isUp() && found.pid() != 0) {
                    return found.pid();
                }
            } catch (UncheckedIOException busy) {
                // A supervisor that is waiting for a frozen service answers late: ask again.
                Thread.onSpinWait();
            }
            pause(LOOK_MILLIS);
        }
        return 0;
    }

    /** The process of a connection to a database, the longest idle or busy one; 0 when there is none, or no database. */
    private long backend(String database) throws InterruptedException {
        if (pid("postgres") == 0) {
            return 0;
        }
        var databases =
                new Databases(installation, supervisor.status().part("postgres").port());
        try {
            return databases
                    .read(
                            "postgres",
                            "select pid from pg_stat_activity where backend_type = 'client backend' and datname = '"
                                    + database + "' order by state_change desc limit 1",
                            row -> row.getLong(1))
                    .stream()
                    .findFirst()
                    .orElse(0L);
        } catch (IllegalStateException away) {
            System.err.println("no backend to harm: " + away.getMessage()); // the fault before is not over
            return 0;
        }
    }

    private static void pause(long millis) throws InterruptedException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Takes back all that is not over: who joined leaves, and connections go through. */
    @Override
    public void close() {
        detours.heal();
        disk.free();
        joined.close();
    }
}
