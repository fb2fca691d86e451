package pms.cli.runtime;

import java.util.List;
import java.util.function.Consumer;

/** Does the same to several things at once. */
public final class Together {
    private Together() {}

    /** Returns when it is done to all; an interrupt comes back after that. */
    public static <T> void run(List<T> things, Consumer<T> action) {
        List<Thread> threads = things.stream()
                .map(thing -> Thread.ofVirtual().start(() -> action.accept(thing)))
                .toList();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
