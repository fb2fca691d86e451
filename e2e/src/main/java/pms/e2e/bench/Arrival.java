package pms.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import pms.e2e.client.Accounts;
import pms.e2e.client.Answer;
import pms.e2e.client.Feed;
import pms.e2e.client.FeedEvent;
import pms.e2e.client.Gateway;
import tools.jackson.databind.JsonNode;

/**
 * How long after a moment a number of newly registered patients is whole in each view. Open it before the patients
 * come: what was there before is counted then.
 */
public final class Arrival implements AutoCloseable {
    private static final int LOOKS_AT_A_TIME = 8;
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration LOAD_BOUND = Duration.ofMinutes(10);

    private final Gateway gateway;
    private final Accounts accounts;
    private final Feed feed;
    private final long directoryBefore;
    private final long analyticsBefore;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Future<Long>> lookedUp = new LinkedHashMap<>();

    private Arrival(Gateway gateway, Accounts accounts, int count) {
        this.gateway = gateway;
        this.accounts = accounts;
        this.directoryBefore = directory();
        this.analyticsBefore = analytics();
        this.feed = Feed.open(gateway, "", Map.of());
        watchEach(count, "history", "PatientRegistered", id -> gateway.get("/api/patients/" + id + "/history"));
        watchEach(count, "accounts", "BillingAccountOpened", id -> gateway.get("/api/billing/accounts/" + id));
    }

    /**
     * Looks from now on for so many patients to come; in those views that tell of one patient, for each as the feed tells of
     * it.
     */
    public static Arrival watch(Gateway gateway, Accounts accounts, int count) {
        return new Arrival(gateway, accounts, count);
    }

    private void watchEach(int count, String view, String event, Function<String, Answer> look) {
        BooleanSupplier all = each(count, event, id -> look.apply(id).isSuccess());
        lookedUp.put(view, threads.submit(() -> Waiting.until(view, System.nanoTime(), LOAD_BOUND.plus(BOUND), all)));
    }

    /** Each view with the nanoseconds from {@code sinceNanos} until all {@code count} patients were in it. */
    public Map<String, Long> of(int count, long sinceNanos) throws InterruptedException, ExecutionException {
        Map<String, BooleanSupplier> views = new LinkedHashMap<>();
        views.put("directory", () -> directory() == directoryBefore + count);
        views.put("feed", () -> ids("PatientRegistered").size() == count);
        views.put("analytics", () -> analytics() == analyticsBefore + count);
        views.put("accounts on the feed", () -> ids("BillingAccountOpened").size() == count);
        Map<String, Future<Long>> running = new LinkedHashMap<>();
        views.forEach((view, condition) ->
                running.put(view, threads.submit(() -> Waiting.until(view, sinceNanos, BOUND, condition))));
        running.putAll(lookedUp);
        Map<String, Long> nanos = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Long>> each : running.entrySet()) {
            nanos.put(each.getKey(), Math.max(0, each.getValue().get() - sinceNanos));
        }
        return nanos;
    }

    /** The patients that the feed told of since this was opened. */
    public Set<String> patients() {
        return ids("PatientRegistered");
    }

    /** Account openings that billing tells of, for these patients; more than one for a patient is a fault. */
    public List<String> openings() {
        Set<String> patients = patients();
        List<String> openings = new ArrayList<>();
        accounts.changes(0, Integer.MAX_VALUE, 2).forEach(change -> {
            if (patients.contains(change.getAccount().getPatientId())) {
                openings.add(change.getAccount().getPatientId());
            }
        });
        return openings;
    }

    private interface Look {
        boolean at(String patientId);
    }

    private BooleanSupplier each(int count, String event, Look look) {
        Set<String> done = ConcurrentHashMap.newKeySet();
        return () -> {
            Set<String> missing = ids(event);
            missing.removeAll(done);
            lookAt(missing, id -> {
                if (look.at(id)) {
                    done.add(id);
                }
            });
            return done.size() == count;
        };
    }

    /** Some at a time: one after the other, the questions would take longer than what they ask for. */
    private void lookAt(Set<String> ids, Consumer<String> look) {
        Semaphore places = new Semaphore(LOOKS_AT_A_TIME);
        CompletableFuture<?>[] looks = ids.stream()
                .map(id -> CompletableFuture.runAsync(() -> look.accept(id), inOneOf(places)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(looks).join();
    }

    private Executor inOneOf(Semaphore places) {
        return task -> threads.execute(() -> {
            places.acquireUninterruptibly();
            try {
                task.run();
            } finally {
                places.release();
            }
        });
    }

    private Set<String> ids(String event) {
        Set<String> ids = new HashSet<>();
        for (FeedEvent each : feed.events()) {
            if (each.name().equals(event)) {
                ids.add(each.patientId());
            }
        }
        return ids;
    }

    private long directory() {
        Answer list = gateway.get("/api/patients?size=1");
        return Long.parseLong(list.header("X-Total-Count"));
    }

    private long analytics() {
        JsonNode summary = gateway.read("/api/analytics/summary");
        return summary.at("/patients/total").asLong(-1);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        feed.close();
    }
}
