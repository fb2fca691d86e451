package pms.cli.up;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import pms.cli.runtime.ProcessMark;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Signals;
import pms.cli.runtime.Waiting;
import pms.cli.system.PartMarks;
import pms.cli.system.PartState;

/** Keeps one part running until it is told to stop: a part that dies is started again, with growing pauses. */
final class PartRunner {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A part that was up for this long starts again with the first pause. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final Part part;
    private final PartMarks marks;
    private final PartEvents events;
    private volatile PartState state = PartState.DOWN;
    private volatile @Nullable ProcessHandle process;
    private volatile CompletableFuture<Void> firstUp = new CompletableFuture<>();
    private @Nullable Thread thread;

    PartRunner(Part part, PartMarks marks, PartEvents events) {
        this.part = part;
        this.marks = marks;
        this.events = events;
    }

    Part part() {
        return part;
    }

    PartState state() {
        return state;
    }

    /** Null while there is no process. */
    @Nullable
    Long pid() {
        ProcessHandle current = process;
        return current == null || !current.isAlive() ? null : current.pid();
    }

    /**
     * Starts the part unless it is being run already.
     *
     * @param attempts how often the start may fail before the returned future does; later deaths do not count. A
     *     failure that trying again does not mend makes it fail at once
     * @return completes when the part is up
     */
    synchronized CompletableFuture<Void> start(int attempts) {
        if (thread == null || !thread.isAlive()) {
            firstUp = new CompletableFuture<>();
            state = PartState.STARTING;
            thread = Thread.ofVirtual().name(part.name()).start(() -> run(attempts));
        }
        return firstUp;
    }

    /** Stops the part and returns when its process has ended. */
    synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        Waiting.until(part.patience().multipliedBy(2), () -> !running.isAlive());
        thread = null;
    }

    private void run(int attempts) {
        RuntimeException end = new RuntimeFailure(part.name() + " was stopped");
        try {
            RuntimeFailure gaveUp = keepRunning(attempts);
            end = gaveUp == null ? end : gaveUp;
        } catch (RuntimeException unforeseen) {
            end = unforeseen;
        } finally {
            state = PartState.DOWN;
            process = null;
            firstUp.completeExceptionally(end);
        }
    }

    /** Why the part never came up; null when it was stopped. */
    private @Nullable RuntimeFailure keepRunning(int attempts) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            long begun = System.nanoTime();
            RuntimeFailure reason = startAndWatch(begun);
            if (reason == null) {
                return null;
            }
            state = PartState.STARTING;
            if (!firstUp.isDone() && (attempt >= attempts || reason.isLasting())) {
                return reason;
            }
            boolean wasHealthy = System.nanoTime() - begun > HEALTHY.toNanos();
            pause = wasHealthy ? FIRST_PAUSE : pause;
            events.died(part.name(), String.valueOf(reason.getMessage()), pause);
            if (!Waiting.pause(pause)) {
                return null;
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    /** Why the part ended by itself; null when it was stopped. */
    private @Nullable RuntimeFailure startAndWatch(long begun) {
        try {
            part.start(this::launched);
        } catch (RuntimeFailure failure) {
            return Thread.currentThread().isInterrupted() ? null : failure;
        } catch (RuntimeException unforeseen) {
            return Thread.currentThread().isInterrupted() ? null : afterStopping(unforeseen);
        }
        state = PartState.UP;
        events.ready(part.name(), Duration.ofNanos(System.nanoTime() - begun));
        firstUp.complete(null);
        return awaitEnd();
    }

    /**
     * As a failure like any other, such as a disk that is full and will have room again: a part that was up is started
     * again whatever went wrong. What it has launched by then must not stand in the way of that.
     */
    private RuntimeFailure afterStopping(RuntimeException unforeseen) {
        ProcessHandle launched = process;
        if (launched != null && launched.isAlive()) {
            Signals.stop(launched, part.stopSignal(), part.patience());
        }
        return new RuntimeFailure(part.name() + " could not be started: " + unforeseen.getMessage(), unforeseen);
    }

    private @Nullable RuntimeFailure awaitEnd() {
        ProcessHandle running = process;
        if (running == null) {
            return new RuntimeFailure(part.name() + " has no process");
        }
        try {
            running.onExit().get();
            return new RuntimeFailure(part.name() + " ended");
        } catch (ExecutionException failure) {
            return new RuntimeFailure(part.name() + " can't be watched: " + failure.getMessage(), failure);
        } catch (InterruptedException stop) {
            Signals.stop(running, part.stopSignal(), part.patience());
            marks.clear(part.name());
            return null;
        }
    }

    private void launched(ProcessHandle launched) {
        process = launched;
        marks.note(part.name(), ProcessMark.of(launched));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
