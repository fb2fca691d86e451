package pms.e2e.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import pms.e2e.client.Gateway;
import pms.e2e.faults.load.Sender.Tried;
import pms.e2e.faults.read.Digest;
import pms.e2e.faults.truth.Said;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Outcome;
import pms.e2e.faults.truth.SentCommand.Unknown;

/**
 * A bounded number of callers, each with one command under way. Every command has an Idempotency-Key; one without a clear
 * answer is sent again with the same key, or now and then given up. Every outcome is kept.
 */
public final class Load implements AutoCloseable {
    private static final int SHARED_PATIENTS = 3;
    private static final int MAX_TRIES = 40;
    private static final long PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int GIVE_UP_PERCENT = 10;
    private static final long FINISH_SECONDS = 120;

    private final Sender sender;
    private final Pace pace;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Queue<SentCommand> sent = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unclear = new AtomicLong();
    private final List<Future<?>> callers = new ArrayList<>();

    private Load(Doors doors, int perSecond) {
        this.sender = new Sender(doors);
        this.pace = new Pace(perSecond);
    }

    /** The same seed gives each caller the same choices; what comes of them depends on the answers. */
    public static Load start(Doors doors, long seed, int callers, int perSecond) throws InterruptedException {
        Load load = new Load(doors, perSecond);
        String run = Long.toString(seed, Character.MAX_RADIX);
        List<Script.Shared> shared = load.registerShared(new MadeUp(run + "-s", new Random(seed)));
        for (int i = 0; i < callers; i++) {
            Random random = new Random(seed + i + 1);
            Script script = new Script(run + "-" + i, random, shared);
            load.callers.add(load.threads.submit(() -> load.call(script, random)));
        }
        return load;
    }

    private List<Script.Shared> registerShared(MadeUp madeUp) throws InterruptedException {
        List<Script.Shared> shared = new ArrayList<>();
        Random never = new Random(0);
        while (shared.size() < SHARED_PATIENTS) {
            Said said = madeUp.patient();
            if (carryOut(Intent.register(said, Expected.ACKNOWLEDGED), never).outcome()
                    instanceof Acknowledged registered) {
                shared.add(new Script.Shared(registered.patient(), said));
            }
        }
        return shared;
    }

    private Void call(Script script, Random random) throws InterruptedException {
        while (pace.await(stopped)) {
            Intent intent = script.next();
            Tried tried = carryOut(intent, random);
            script.learn(intent, tried);
        }
        return null;
    }

    private Tried carryOut(Intent intent, Random random) throws InterruptedException {
        String key = new UUID(random.nextLong(), System.nanoTime()).toString();
        boolean givesUp = random.nextInt(100) < GIVE_UP_PERCENT;
        long pause = PAUSE_MILLIS;
        Tried tried = sender.send(intent, key, 1, random);
        for (int attempt = 2; attempt <= MAX_TRIES && isUnclear(tried.outcome()) && !givesUp; attempt++) {
            unclear.incrementAndGet();
            if (stopped.await(pause, TimeUnit.MILLISECONDS)) {
                break;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            tried = sender.send(intent, key, attempt, random);
        }
        note(intent, key, tried);
        return tried;
    }

    private void note(Intent intent, String key, Tried tried) {
        if (tried.outcome() instanceof Acknowledged) {
            acknowledged.incrementAndGet();
        }
        String request = Digest.request(Gateway.DEMO_EMAIL, key);
        sent.add(new SentCommand(
                request,
                intent.kind(),
                intent.patient(),
                intent.said(),
                tried.encounter(),
                intent.expected(),
                tried.outcome()));
    }

    private static boolean isUnclear(Outcome outcome) {
        return outcome instanceof Unknown;
    }

    /** How many commands were acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** How many tries got no clear answer so far. */
    public long unclear() {
        return unclear.get();
    }

    /** Lets each caller end the command that it has under way; all commands of the run. */
    public List<SentCommand> finish() throws ExecutionException, InterruptedException, TimeoutException {
        stopped.countDown();
        for (Future<?> caller : callers) {
            caller.get(FINISH_SECONDS, TimeUnit.SECONDS);
        }
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        stopped.countDown();
        threads.shutdownNow();
    }
}
