package pms.command.eventstore;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Runs {@link NoSkipProof} for as many events as are asked for. Exit code 1: a reader missed something. */
public final class ProofRun {

    private static final int INSTANCES = 3;
    private static final int WRITERS = 32;
    private static final int EVENTS = 1_000_000;
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private ProofRun() {}

    /**
     * Runs the proof.
     *
     * @param arguments the number of events, a million if there is none
     */
    public static void main(String[] arguments) {
        int events = arguments.length == 0 ? EVENTS : Integer.parseInt(arguments[0]);
        System.exit(prove(events, System.out) ? 0 : 1);
    }

    private static boolean prove(int events, PrintStream out) {
        out.printf(Locale.ROOT, "%,d events by %d writers on %d instances%n", events, WRITERS, INSTANCES);
        try (StoreDatabase database = StoreDatabase.create()) {
            Disposable progress = reportProgress(database, out);
            try {
                out.println(conclusion(NoSkipProof.run(database, INSTANCES, WRITERS, events)));
                return true;
            } catch (NoSkipProof.Violation violation) {
                out.println("NOT PROVED: " + violation.getMessage());
                return false;
            } finally {
                progress.dispose();
            }
        }
    }

    private static Disposable reportProgress(StoreDatabase database, PrintStream out) {
        return Flux.interval(PROGRESS, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .map(tick -> database.count("select position from event_head"))
                .subscribe(head -> out.printf(Locale.ROOT, "%,d events%n", head));
    }

    private static String conclusion(NoSkipProof.Figures figures) {
        return String.format(
                Locale.ROOT,
                "PROVED: %d readers saw each of %,d events once, in order, without a hole, where it was acknowledged;"
                        + " %d writers on %d instances, %,d inserts held back, %.1f s",
                figures.readers(),
                figures.events(),
                figures.writers(),
                figures.instances(),
                figures.held(),
                figures.took().toMillis() / 1_000.0);
    }
}
