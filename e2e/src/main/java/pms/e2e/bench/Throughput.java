package pms.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pms.e2e.client.Answer;
import pms.e2e.client.Feed;
import pms.e2e.client.Gateway;

/**
 * What a number of callers reach through the gateway, each sending its next registration as soon as the last one was
 * answered.
 *
 * @param commandsPerSecond acknowledged
 * @param refused answers other than 201, such as 429
 * @param command time of one command as the caller sees it
 * @param feedSeconds from the last 201 until the last event was on an open feed
 */
record Throughput(double commandsPerSecond, int refused, Percentiles command, double feedSeconds) {

    static Throughput measure(Gateway gateway, MadeUpPatients patients, int callers, Duration length)
            throws InterruptedException, ExecutionException {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        Queue<Answer> accepted = new ConcurrentLinkedQueue<>();
        Queue<Answer> refused = new ConcurrentLinkedQueue<>();
        try (Feed feed = Feed.open(gateway, "", Map.of());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> {
                    while (System.nanoTime() - start < length.toNanos()) {
                        long before = System.nanoTime();
                        Answer answer = gateway.post("/api/patients", patients.next());
                        nanos.add(answer.receivedNanos() - before);
                        (answer.status() == 201 ? accepted : refused).add(answer);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            long end = System.nanoTime();
            long last = accepted.stream().mapToLong(Answer::position).max().orElse(0);
            long feedNanos = Waiting.until("the last event", end, Duration.ofMinutes(2), () -> feed.has(last)) - end;
            return new Throughput(
                    accepted.size() / ((end - start) / 1e9),
                    refused.size(),
                    Percentiles.ofNanos(List.copyOf(nanos)),
                    feedNanos / 1e9);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f commands/s; a command %s; refused %d; the feed was whole %.1f s after the last",
                commandsPerSecond,
                command,
                refused,
                feedSeconds);
    }
}
