package pms.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.client.Answer;
import pms.e2e.client.Feed;
import pms.e2e.client.FeedEvent;
import pms.e2e.client.Gateway;

/** From the 201 of a registration to its event on an open feed, both through the gateway, at a steady rate. */
final class FeedLatency {
    private final Gateway gateway;
    private final MadeUpPatients patients;

    FeedLatency(Gateway gateway, MadeUpPatients patients) {
        this.gateway = gateway;
        this.patients = patients;
    }

    /**
     * Registers at this rate. An event that came before its 201 counts as 0.
     *
     * @throws IllegalStateException when a registration is refused or an event does not come
     */
    Percentiles measure(int perSecond, Duration length) throws InterruptedException {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        int commands = (int) (perSecond * length.toSeconds());
        try (Feed feed = Feed.open(gateway, "", Map.of())) {
            send(commands, perSecond, answers);
            Waiting.until(
                    "every event on the feed",
                    System.nanoTime(),
                    Duration.ofSeconds(60),
                    () -> answers.stream().allMatch(answer -> feed.has(answer.position())));
            List<Long> nanos = new ArrayList<>();
            for (Answer answer : answers) {
                FeedEvent event = feed.at(answer.position()).orElseThrow();
                nanos.add(Math.max(0, event.receivedNanos() - answer.receivedNanos()));
            }
            return Percentiles.ofNanos(nanos);
        }
    }

    private void send(int commands, int perSecond, Queue<Answer> answers) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < commands; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                callers.execute(() -> answers.add(gateway.post("/api/patients", patients.next())));
            }
            callers.shutdown();
            if (!callers.awaitTermination(60, TimeUnit.SECONDS) || answers.size() != commands) {
                throw new IllegalStateException(answers.size() + " of " + commands + " commands were answered");
            }
        }
        answers.stream().filter(answer -> answer.status() != 201).findFirst().ifPresent(answer -> {
            throw new IllegalStateException("a registration answered " + answer.status() + ": " + answer.text());
        });
    }
}
