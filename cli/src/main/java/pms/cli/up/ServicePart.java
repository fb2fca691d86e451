package pms.cli.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.Launch;
import pms.cli.runtime.Signals;
import pms.cli.runtime.Signals.Signal;
import pms.cli.runtime.Waiting;

/** One of the five services. */
record ServicePart(ServiceImage image, Wiring wiring, DataFolder data, HttpClient http) implements Part {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** glibc keeps a heap for each thread and core otherwise. */
    private static final Map<String, String> FEW_HEAPS = Map.of("MALLOC_ARENA_MAX", "2");

    @Override
    public String name() {
        return image.service().name();
    }

    @Override
    public int port() {
        return wiring.port(name());
    }

    @Override
    public void start(Consumer<ProcessHandle> launched) {
        var environment = wiring.environment(image.service());
        environment.putAll(FEW_HEAPS);
        StartLog log = StartLog.begin(name(), data.log(name()));
        Process process = new Launch(image.command(data.root()), environment, image.folder(), data.log(name())).start();
        launched.accept(process.toHandle());
        boolean done = Waiting.until(READY, LOOK_EVERY, () -> !process.isAlive() || isReady());
        if (!done || !process.isAlive()) {
            Signals.stop(process.toHandle(), stopSignal(), patience());
            throw log.failure();
        }
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(wiring.url(name()) + "/actuator/health/readiness"))
                .timeout(ANSWER)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
