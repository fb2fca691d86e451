package pms.e2e.promises;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;

/**
 * Callers that go on while parts of the system die. Each registers a patient and amends it twice, again and again, and
 * repeats a command with the same Idempotency-Key until it is acknowledged, as a careful client does.
 */
final class Workload implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final int PAUSE_MILLIS = 100;
    static final int COMMANDS_PER_PATIENT = 3;

    private final Supplier<Gateway> gateway;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Queue<Acknowledged> finished = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final List<Future<?>> callers = new ArrayList<>();

    /**
     * A patient all of whose commands were acknowledged.
     *
     * @param positions of the acknowledged commands, in the order of sending
     */
    record Acknowledged(String id, String lastName, List<Long> positions) {}

    private Workload(Supplier<Gateway> gateway) {
        this.gateway = gateway;
    }

    static Workload start(Supplier<Gateway> gateway) {
        Workload workload = new Workload(gateway);
        for (int i = 0; i < CALLERS; i++) {
            workload.callers.add(workload.threads.submit(workload::callUntilStopped));
        }
        return workload;
    }

    int acknowledgements() {
        return acknowledgements.get();
    }

    /** Lets each caller finish its patient; throws when one was refused. */
    List<Acknowledged> finish() throws ExecutionException, InterruptedException, TimeoutException {
        stopped.countDown();
        for (Future<?> caller : callers) {
            caller.get(120, SECONDS);
        }
        return List.copyOf(finished);
    }

    @Override
    public void close() {
        stopped.countDown();
        threads.shutdownNow();
    }

    private @Nullable Void callUntilStopped() throws InterruptedException {
        while (!stopped.await(PAUSE_MILLIS, MILLISECONDS)) {
            finished.add(onePatient());
        }
        return null;
    }

    private Acknowledged onePatient() {
        Map<String, Object> patient = Patients.minimal();
        List<Long> positions = new ArrayList<>();
        Answer registered = untilAcknowledged("POST", "/api/patients", patient);
        String id = registered.json().path("id").asString();
        positions.add(registered.position());
        String name = "";
        for (int i = 1; i < COMMANDS_PER_PATIENT; i++) {
            name = "Change " + i;
            positions.add(untilAcknowledged("PUT", "/api/patients/" + id, Patients.changed(patient, "name", name))
                    .position());
        }
        return new Acknowledged(id, name, positions);
    }

    private Answer untilAcknowledged(String method, String path, Map<String, Object> body) {
        String key = UUID.randomUUID().toString();
        Answer answer = await().atMost(120, SECONDS)
                .pollDelay(PAUSE_MILLIS, MILLISECONDS)
                .pollInterval(150, MILLISECONDS)
                .until(() -> attempt(method, path, body, key), it -> it != null && it.isSuccess());
        acknowledgements.incrementAndGet();
        return answer;
    }

    /** Null when nothing answered; throws when the answer says that trying again is no use. */
    private @Nullable Answer attempt(String method, String path, Map<String, Object> body, String key) {
        try {
            Answer answer = method.equals("POST")
                    ? gateway.get().post(path, body, "Idempotency-Key", key)
                    : gateway.get().put(path, body, "Idempotency-Key", key);
            if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
                throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + answer.text());
            }
            return answer;
        } catch (UncheckedIOException notReached) {
            return null;
        }
    }
}
