package pms.command.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Callers that append until they are stopped, and what each append ended as. */
final class CrashLoad {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int CALLERS = 24;
    private static final int MAX_EVENTS = 3;
    /** One of them is accepted. */
    private static final int CALLS_OF_ONE_NAME = 2;

    /** @param name no two appends of the same name may stand in the log */
    record Call(String name, List<NewEvent> events) {

        Call {
            events = List.copyOf(events);
        }

        /** Never fails, except by a defect. */
        Mono<Ended> append(EventStore store) {
            return store.append(events, new AppendCondition(Criteria.anyTagOf(name), 0))
                    .map(appended -> new Ended(this, appended, null))
                    .onErrorResume(EventStoreException.class, refusal -> Mono.just(new Ended(this, null, refusal)));
        }
    }

    /** A call that got its answer: where its events stand, or why they don't. */
    record Ended(
            Call call,
            @Nullable Appended appended,
            @Nullable EventStoreException refusal) {

        boolean isFailed() {
            return refusal != null && !(refusal instanceof AppendConflict);
        }

        boolean isUnknown() {
            return refusal instanceof AppendUnknown;
        }
    }

    private final EventStore store;
    private final int payloadBytes;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Queue<CompletableFuture<?>> started = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private CrashLoad(EventStore store, int payloadBytes) {
        this.store = store;
        this.payloadBytes = payloadBytes;
    }

    static CrashLoad start(EventStore store, int payloadBytes) {
        CrashLoad load = new CrashLoad(store, payloadBytes);
        for (int i = 0; i < CALLERS; i++) {
            load.started.add(
                    load.callAgainAndAgain().subscribeOn(Schedulers.parallel()).toFuture());
        }
        return load;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Waits until so many more appends are acknowledged. */
    void awaitAcknowledged(int more) {
        int goal = acknowledged.get() + more;
        await(() -> acknowledged.get() >= goal);
    }

    /** Appends besides the callers, until one fails. (Appends that may be stored wait for the database.) */
    void awaitFailure() {
        int goal = failed.get() + 1;
        await(() -> {
            started.add(next().append(store).map(this::note).toFuture());
            return failed.get() >= goal;
        });
    }

    /** Lets each caller wait for its last answer; gives all answers. */
    List<Ended> stop() {
        stopped = true;
        await(() -> started.stream().allMatch(Future::isDone));
        started.forEach(CompletableFuture::join);
        return List.copyOf(ended);
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    private Mono<Void> callAgainAndAgain() {
        return Mono.defer(() -> next().append(store))
                .map(this::note)
                .repeat(() -> !stopped)
                .then();
    }

    private Call next() {
        int number = calls.incrementAndGet();
        String name = "name:" + number / CALLS_OF_ONE_NAME;
        return new Call(
                name,
                Stream.generate(() -> event(name))
                        .limit(1 + number % MAX_EVENTS)
                        .toList());
    }

    private NewEvent event(String name) {
        byte[] payload = new byte[payloadBytes];
        ThreadLocalRandom.current().nextBytes(payload); // what does not get smaller on disk
        return new NewEvent(Events.id(), Events.TYPE, name, payload, Map.of(), Set.of(name));
    }

    private Ended note(Ended end) {
        ended.add(end);
        if (end.appended() != null) {
            acknowledged.incrementAndGet();
        } else if (end.isFailed()) {
            failed.incrementAndGet();
        }
        if (end.refusal() instanceof StoreClosed) {
            stopped = true;
        }
        return end;
    }
}
