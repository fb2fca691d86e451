package pms.e2e.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;

/**
 * What became of commands that came at a rate, whether earlier ones were answered or not. Bounded in number: one for
 * which no place is left among those under way is not sent, which is counted too.
 *
 * @param times the capacity
 * @param sent commands in all
 * @param ends by status; 0 without an answer, negative when Retry-After was missing where it must be
 * @param accepted from the moment at which a command was to be sent to its 201
 */
record Offered(int times, Duration length, long sent, long notSent, Map<Integer, Long> ends, Percentiles accepted) {
    /** Fewer than the gateway lets one address connect. */
    private static final int UNDER_WAY = 1_900;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CREATED = 201;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    static Offered measure(Gateway gateway, MadeUpPatients patients, int times, int perSecond, Duration length)
            throws InterruptedException {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        Map<Integer, LongAdder> ends = new ConcurrentHashMap<>();
        Semaphore places = new Semaphore(UNDER_WAY);
        long sent = 0;
        long notSent = 0;
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            long begin = System.nanoTime();
            long count = perSecond * length.toSeconds();
            for (long i = 0; i < count; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                await(due);
                if (!places.tryAcquire()) {
                    notSent++;
                    continue;
                }
                sent++;
                CompletableFuture<Void> unused = http.sendAsync(request(gateway, patients), BodyHandlers.discarding())
                        .handle((answer, failure) -> {
                            places.release();
                            int end = failure == null ? end(answer) : 0;
                            ends.computeIfAbsent(end, none -> new LongAdder()).increment();
                            if (end == CREATED) {
                                nanos.add(System.nanoTime() - due);
                            }
                            return null;
                        });
            }
            places.acquire(UNDER_WAY);
        }
        Map<Integer, Long> counted = new TreeMap<>();
        ends.forEach((end, number) -> counted.put(end, number.sum()));
        return new Offered(times, length, sent, notSent, counted, Percentiles.ofNanos(List.copyOf(nanos)));
    }

    private static void await(long due) throws InterruptedException {
        while (System.nanoTime() - due < 0) {
            LockSupport.parkNanos(due - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static HttpRequest request(Gateway gateway, MadeUpPatients patients) {
        return HttpRequest.newBuilder(URI.create(gateway.base() + "/api/patients"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + gateway.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(patients.next())))
                .build();
    }

    private static int end(HttpResponse<Void> answer) {
        boolean mustSayWhen = answer.statusCode() == TOO_MANY || answer.statusCode() == UNAVAILABLE;
        boolean says = answer.headers().firstValue("Retry-After").isPresent();
        return mustSayWhen && !says ? -answer.statusCode() : answer.statusCode();
    }

    /** Whether each was carried out or shed as it should be. */
    boolean isGood() {
        return ends.keySet().stream().allMatch(end -> end == CREATED || end == TOO_MANY || end == UNAVAILABLE);
    }

    private long of(int end) {
        return ends.getOrDefault(end, 0L);
    }

    private double perSecond(long number) {
        return (double) number / length.toSeconds();
    }

    /** A row of the table. */
    @Override
    public String toString() {
        Map<Integer, Long> others = new TreeMap<>(ends);
        List.of(CREATED, TOO_MANY, UNAVAILABLE).forEach(others::remove);
        return String.format(
                Locale.ROOT,
                "| %dx | %.0f%s | %.0f | %.0f | %d, %d | %s | p50 %.0f ms, p99 %.0f ms |",
                times,
                perSecond(sent),
                notSent == 0
                        ? ""
                        : String.format(Locale.ROOT, " (%.0f/s not sent: %d under way)", perSecond(notSent), UNDER_WAY),
                perSecond(of(CREATED)),
                perSecond(of(TOO_MANY) + of(UNAVAILABLE)),
                of(TOO_MANY),
                of(UNAVAILABLE),
                others.isEmpty() ? "none" : others,
                accepted.median(),
                accepted.p99());
    }
}
