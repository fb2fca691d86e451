package pms.cli.up;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import pms.cli.control.Controlled;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Together;
import pms.cli.system.PartMarks;
import pms.cli.system.PartNames;
import pms.cli.system.PartStatus;
import pms.cli.system.SystemStatus;

/**
 * Runs the parts of one system: starts them in the order in which they need each other, keeps them running, and stops
 * them in reverse. Thread-safe.
 */
final class Supervisor implements Controlled, PartEvents {
    /** A service may find the machine busy; PostgreSQL and Kafka that fail will fail again. */
    private static final int SERVICE_ATTEMPTS = 3;

    private final Wiring wiring;
    private final List<PartRunner> runners;
    private final Projections projections;
    private final PrintStream out;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean ending;

    Supervisor(
            Wiring wiring, List<Part> parts, PartMarks marks, String operatorToken, HttpClient http, PrintStream out) {
        this.wiring = wiring;
        this.runners =
                parts.stream().map(part -> new PartRunner(part, marks, this)).toList();
        this.projections = new Projections(wiring, operatorToken, http);
        this.out = out;
    }

    /** Starts PostgreSQL and Kafka and waits for both. */
    void startStores() {
        await(List.of(
                runner(PartNames.POSTGRES).start(1), runner(PartNames.KAFKA).start(1)));
    }

    /** Starts the five services together and waits for all; fails as soon as one does. */
    void startServices() {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        Service.ALL.forEach(service -> starts.add(runner(service.name()).start(SERVICE_ATTEMPTS)));
        await(starts);
    }

    /** Returns when {@link #down} was called. */
    void awaitDown() throws InterruptedException {
        end.await();
    }

    /** Stops all parts, each group when the one that needs it has stopped. */
    void stopAll() {
        ending = true;
        PartNames.STOP_ORDER.forEach(
                group -> Together.run(group, name -> runner(name).stop()));
    }

    /** Whether the parts are being stopped, so that what fails now is no failure. */
    boolean isEnding() {
        return ending;
    }

    @Override
    public SystemStatus status() {
        List<PartStatus> parts = runners.stream().map(this::status).toList();
        return new SystemStatus(parts, projections.read());
    }

    @Override
    public void startPart(String name) {
        await(List.of(runner(name).start(SERVICE_ATTEMPTS)));
    }

    @Override
    public void stopPart(String name) {
        runner(name).stop();
        out.println(name + " stopped on request");
    }

    @Override
    public void down() {
        ending = true;
        end.countDown();
    }

    @Override
    public void ready(String part, Duration took) {
        out.printf("%-20s ready   %4.1f s%n", part, took.toMillis() / 1000.0);
    }

    @Override
    public void died(String part, String reason, Duration pause) {
        if (!ending) {
            out.printf("%s: %s; starting it again in %d s%n", part, reason, pause.toSeconds());
        }
    }

    private PartStatus status(PartRunner runner) {
        String name = runner.part().name();
        return new PartStatus(
                name,
                runner.pid(),
                runner.part().port(),
                wiring.grpcPort(name),
                name.equals(PartNames.EDGE_GATEWAY) ? wiring.internal() : null,
                runner.state());
    }

    private PartRunner runner(String name) {
        return runners.stream()
                .filter(runner -> runner.part().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RuntimeFailure(
                        "There is no part " + name + "; the parts are " + String.join(", ", PartNames.ALL)));
    }

    private static void await(List<CompletableFuture<Void>> starts) {
        CompletableFuture<Void> all = CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new));
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        starts.forEach(start -> start.exceptionally(failure -> {
            firstFailure.completeExceptionally(failure);
            return null;
        }));
        try {
            CompletableFuture.anyOf(all, firstFailure).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeFailure known) {
                throw known;
            }
            throw failure;
        }
    }
}
